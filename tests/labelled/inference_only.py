# %% tags=["imports"]
import joblib
import pandas as pd
from tensorflow.keras.models import load_model

# %% tags=["predict"]
model = load_model("model.h5")
scaler = joblib.load("scaler.joblib")

# %% tags=["predict"]
new = pd.read_csv("incoming.csv")
X = scaler.transform(new[["a", "b", "c"]])

# %% tags=["predict"]
new["score"] = model.predict(X).ravel()
new.to_csv("scored.csv", index=False)

# %% tags=["skip"]
new.head()
