# %% tags=["imports"]
import numpy as np
from sklearn.linear_model import LinearRegression

# %% tags=["preprocess"]
X = np.array([[0.0], [1.0], [2.0]])
y = np.array([1.0, 3.0, 5.0])

# %% tags=["train"]
model = LinearRegression()
model.fit(X, y)

# %% tags=["predict"]
pred = model.predict(X)
print(round(model.score(X, y), 6))

# %% tags=["evaluate"]
print(model.coef_.round(6).tolist(), pred.round(6).tolist())
