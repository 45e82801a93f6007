# %% tags=["preprocess"]
raw = ",".join(["12", "x"])
value = len(raw)

# %% tags=["train"]
try:
    value = int(raw)
except ValueError:
    value = -1

# %% tags=["evaluate"]
print(value)
