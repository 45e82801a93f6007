# %% tags=["preprocess"]
X = [n for n in range(4)]

# %% tags=["train"]
model = sum(X)

# %% tags=["preprocess"]
X = [n * 100 for n in range(2)]

# %% tags=["predict"]
print([x + model for x in X])
