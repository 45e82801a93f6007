# %% tags=["preprocess"]
names = [n.replace(".csv", "") for n in ("train.csv", "data/x")]

# %% tags=["evaluate"]
print(names, "model.pkl".endswith(".pkl"))
