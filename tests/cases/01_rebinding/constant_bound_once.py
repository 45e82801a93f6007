# %% tags=["preprocess"]
FEATURES = ["a", "b"]
LABELS = {"no": 0, "yes": 1}
SIZE = -1.5
print(FEATURES)

# %% tags=["train"]
print(LABELS["yes"], SIZE)

# %% tags=["evaluate"]
print(FEATURES, LABELS, SIZE)
