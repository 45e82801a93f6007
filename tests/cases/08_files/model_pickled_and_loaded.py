# %% tags=["imports"]
import pickle

import numpy as np
from sklearn.linear_model import LinearRegression

# %% tags=["preprocess"]
X = np.array([[0.0], [1.0], [2.0]])
y = np.array([1.0, 3.0, 5.0])

# %% tags=["train"]
model = LinearRegression().fit(X, y)
with open("model.pkl", "wb") as f:
    pickle.dump(model, f)

# %% tags=["predict"]
with open("model.pkl", "rb") as f:
    loaded = pickle.load(f)
pred = loaded.predict(X)

# %% tags=["evaluate"]
print(pred.round(6).tolist())
