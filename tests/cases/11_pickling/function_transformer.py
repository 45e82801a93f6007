# %% tags=["imports"]
import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

# %% tags=["functions"]
def squared(X):
    return X**2

# %% tags=["preprocess"]
X = np.array([[0.0], [1.0], [2.0]])
y = np.array([0.0, 1.0, 4.0])

# %% tags=["train"]
pipe = make_pipeline(FunctionTransformer(squared), LinearRegression())
pipe.fit(X, y)

# %% tags=["evaluate"]
print(pipe.predict(np.array([[3.0]])).round(6).tolist())
