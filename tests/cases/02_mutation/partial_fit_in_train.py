# %% tags=["imports"]
import numpy as np
from sklearn.naive_bayes import GaussianNB

# %% tags=["preprocess"]
X = np.array([[0.0], [1.0], [4.0], [5.0]])
y = np.array([0, 0, 1, 1])
nb = GaussianNB().fit(X, y)
print(nb.theta_.ravel().tolist())

# %% tags=["train"]
nb.partial_fit(X + 1, y)

# %% tags=["evaluate"]
print(nb.theta_.ravel().tolist())
