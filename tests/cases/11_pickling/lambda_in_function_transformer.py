# %% tags=["imports"]
import numpy as np
from sklearn.preprocessing import FunctionTransformer

# %% tags=["preprocess"]
X = np.array([[0.0], [1.0]])

# %% tags=["train"]
transformer = FunctionTransformer(lambda a: a + 1).fit(X)

# %% tags=["evaluate"]
print(transformer.transform(X).ravel().tolist())
