# %% tags=["preprocess"]
raw = ",".join(c for c in ["12", "x"])
value = len(raw)

# %% tags=["train"]
try:
    value = int(raw)
except ValueError:
    print("kept", value)

# %% tags=["evaluate"]
print(value)
