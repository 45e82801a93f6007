# %% tags=["preprocess"]
best = max(n for n in range(3))

# %% tags=["train"]
candidate = best + 5
best = candidate if candidate > best else best

# %% tags=["evaluate"]
print(best)
