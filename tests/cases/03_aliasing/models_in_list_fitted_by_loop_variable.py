# %% tags=["imports"]
import numpy as np
from sklearn.linear_model import LinearRegression

# %% tags=["preprocess"]
X = np.array([[0.0], [1.0], [2.0]])
y = np.array([0.0, 2.0, 4.0])
models = [LinearRegression(), LinearRegression(fit_intercept=False)]

# %% tags=["train"]
for m in models:
    m.fit(X, y)

# %% tags=["evaluate"]
print([m.coef_.round(6).tolist() for m in models])
