# %% tags=["preprocess"]
features = [c for c in "ab"]
config = {"features": features}

# %% tags=["train"]
config["features"].append("c")

# %% tags=["evaluate"]
print(features)
