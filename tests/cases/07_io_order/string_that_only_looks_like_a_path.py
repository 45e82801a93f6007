# %% tags=["preprocess"]
names = ["train.csv".replace(".csv", ""), "data/x".split("/")[-1]]

# %% tags=["evaluate"]
print(names, "model.pkl".endswith(".pkl"))
