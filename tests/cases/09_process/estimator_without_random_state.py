# %% tags=["imports"]
import numpy as np
from sklearn.ensemble import RandomForestRegressor

# %% tags=["preprocess"]
np.random.seed(0)
X = np.arange(20.0).reshape(-1, 1)
y = np.sin(X).ravel()

# %% tags=["train"]
forest = RandomForestRegressor(n_estimators=3).fit(X, y)

# %% tags=["evaluate"]
print(forest.predict([[3.3]]).round(6).tolist())
