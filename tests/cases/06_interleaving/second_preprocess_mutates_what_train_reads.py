# %% tags=["preprocess"]
X = [n for n in range(4)]

# %% tags=["train"]
model = sum(X)

# %% tags=["preprocess"]
X.append(1000)

# %% tags=["predict"]
print(X, model)
