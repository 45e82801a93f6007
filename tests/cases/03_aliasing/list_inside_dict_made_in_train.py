# %% tags=["preprocess"]
features = [c for c in "ab"]

# %% tags=["train"]
config = {"features": features}
config["features"].append("c")

# %% tags=["evaluate"]
print(features)
