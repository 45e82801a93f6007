# %% tags=["imports"]
import numpy as np
import matplotlib.pyplot as plt
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.mixture import GaussianMixture
from sklearn.manifold import TSNE
from sklearn.metrics import adjusted_rand_score

# %% tags=["preprocess"]
digits = load_digits()
X = digits.data
X.shape

# %% tags=["skip"]
fig, axes = plt.subplots(4, 10, figsize=(10, 4))
for ax, img in zip(axes.ravel(), digits.images):
    ax.imshow(img, cmap="binary")

# %% tags=["preprocess"]
pca = PCA(0.99, whiten=True, random_state=0)
Z = pca.fit_transform(X)
Z.shape

# %% tags=["skip"]
tsne = TSNE(random_state=0).fit_transform(X)
plt.scatter(tsne[:, 0], tsne[:, 1], c=digits.target)

# %% tags=["train"]
n_components = np.arange(50, 210, 40)
models = [GaussianMixture(n, covariance_type="full", random_state=0) for n in n_components]
aics = [model.fit(Z).aic(Z) for model in models]

# %% tags=["evaluate"]
plt.plot(n_components, aics)

# %% tags=["train"]
gmm = GaussianMixture(110, covariance_type="full", random_state=0)
gmm.fit(Z)

# %% tags=["predict"]
labels = gmm.predict(Z)

# %% tags=["evaluate"]
adjusted_rand_score(digits.target, labels)
