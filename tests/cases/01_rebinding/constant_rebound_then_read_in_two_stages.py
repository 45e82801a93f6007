# %% tags=["preprocess"]
features = ["a", "b"]
print(features)

# %% tags=["train"]
features = ["a", "b", "c"]
print(len(features))

# %% tags=["evaluate"]
print(features)
