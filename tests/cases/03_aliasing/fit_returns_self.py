# %% tags=["imports"]
import numpy as np
from sklearn.linear_model import LinearRegression

# %% tags=["preprocess"]
X = np.array([[0.0], [1.0], [2.0]])
y = np.array([0.0, 2.0, 4.0])

# %% tags=["train"]
model = LinearRegression()
fitted = model.fit(X, y)

# %% tags=["evaluate"]
print(model.predict(X).round(6).tolist())
