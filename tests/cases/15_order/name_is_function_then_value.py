# %% tags=["functions"]
def score(x):
    return x + 1

# %% tags=["preprocess"]
first = score(1)

# %% tags=["train"]
score = score(10)

# %% tags=["evaluate"]
print(first, score)
