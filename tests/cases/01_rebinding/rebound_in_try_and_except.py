# %% tags=["preprocess"]
raw = ",".join(c for c in ["12", "x"])
value = len(raw)

# %% tags=["train"]
try:
    value = int(raw)
except ValueError:
    value = -1

# %% tags=["evaluate"]
print(value)
