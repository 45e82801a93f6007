# %% tags=["preprocess"]
limit = sum(1 for c in "abcdef")


def climb(n):
    if n >= limit:
        return [n]
    return [n] + climb(n + 1)

# %% tags=["train"]
path = climb(3)

# %% tags=["evaluate"]
print(path, climb(5))
