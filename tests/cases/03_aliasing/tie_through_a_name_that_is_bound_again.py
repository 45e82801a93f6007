# %% tags=["preprocess"]
inner = []
outer = [inner]

# %% tags=["train"]
kept = outer
outer = 1

# %% tags=["predict"]
inner.append(1)

# %% tags=["evaluate"]
print(kept)
