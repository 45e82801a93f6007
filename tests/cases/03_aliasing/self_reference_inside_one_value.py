# %% tags=["preprocess"]
node = {"name": "root"}
node["self"] = node

# %% tags=["train"]
node["self"]["name"] = "changed"

# %% tags=["evaluate"]
print(node["name"], node["self"]["self"]["name"])
