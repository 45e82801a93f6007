# %% tags=["functions"]
def remember(value, seen=[]):
    seen.append(value)
    return list(seen)

# %% tags=["preprocess"]
print(remember(1))

# %% tags=["train"]
print(remember(2))

# %% tags=["evaluate"]
print(remember(3))
