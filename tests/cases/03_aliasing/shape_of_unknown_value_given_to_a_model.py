# %% tags=["preprocess"]
import joblib

table = joblib.load("table.joblib")
width = table.shape[1]
settings = [width]

# %% tags=["train"]
table[0] = 0
settings.append(1)

# %% tags=["evaluate"]
print(table, settings, width)
