# %% tags=["preprocess"]
scores = [n % 3 for n in range(5)]

# %% tags=["train"]
scores.sort()

# %% tags=["evaluate"]
print(scores)
