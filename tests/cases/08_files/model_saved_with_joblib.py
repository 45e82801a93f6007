# %% tags=["imports"]
import joblib
import numpy as np
from sklearn.linear_model import LinearRegression

# %% tags=["preprocess"]
X = np.array([[0.0], [1.0], [2.0]])
y = np.array([1.0, 3.0, 5.0])

# %% tags=["train"]
model = LinearRegression().fit(X, y)
joblib.dump(model, "model.joblib")

# %% tags=["evaluate"]
restored = joblib.load("model.joblib")
print(restored.predict(X).round(6).tolist())
