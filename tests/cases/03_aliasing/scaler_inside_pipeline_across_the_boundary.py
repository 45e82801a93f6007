# %% tags=["imports"]
import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

# %% tags=["preprocess"]
X = np.array([[1.0], [3.0]])
y = np.array([1.0, 2.0])
scaler = StandardScaler()
pipe = Pipeline([("scale", scaler), ("reg", LinearRegression())])

# %% tags=["train"]
pipe.fit(X, y)

# %% tags=["evaluate"]
print(scaler.mean_.tolist())
