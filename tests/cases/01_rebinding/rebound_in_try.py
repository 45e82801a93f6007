# %% tags=["preprocess"]
raw = ",".join(["12", "x"])
value = len(raw)

# %% tags=["train"]
try:
    value = int(raw)
except ValueError:
    print("kept", value)

# %% tags=["evaluate"]
print(value)
