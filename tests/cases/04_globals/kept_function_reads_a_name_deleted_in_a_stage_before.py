# %% tags=["train"]
acc = 1
acc += 1
h = lambda: 1 + acc
print(h())
del acc

# %% tags=["evaluate"]
kept = [h]
print(len(kept))
