# %% tags=["train"]
acc = 1
acc += 1

# %% tags=["preprocess"]
h = lambda: 1 + acc

# %% tags=["evaluate"]
del acc
kept = [h]
print(len(kept))
