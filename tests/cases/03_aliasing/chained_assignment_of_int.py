# %% tags=["preprocess"]
hits = misses = 0

# %% tags=["train"]
hits += 1

# %% tags=["evaluate"]
print(hits, misses)
