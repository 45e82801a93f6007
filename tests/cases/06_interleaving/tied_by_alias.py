# %% tags=["preprocess"]
X = [n for n in range(4)]
Z = X

# %% tags=["train"]
model = sum(X)

# %% tags=["preprocess"]
Z.append(1000)

# %% tags=["predict"]
print(model, len(Z))
