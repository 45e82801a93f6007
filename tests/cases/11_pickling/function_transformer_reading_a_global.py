# %% tags=["imports"]
import numpy as np
from sklearn.preprocessing import FunctionTransformer

# %% tags=["preprocess"]
X = np.array([[0.0], [1.0], [2.0]])
centre = float(X.mean())


def centred(X):
    return X - centre

# %% tags=["train"]
transformer = FunctionTransformer(centred).fit(X)

# %% tags=["evaluate"]
print(transformer.transform(X).ravel().tolist())
