# %% tags=["preprocess"]
rank = {c: -i for i, c in enumerate("abc")}


def key(c):
    return rank[c]

# %% tags=["train"]
ordered = sorted("cab", key=key)

# %% tags=["evaluate"]
print(ordered, list(map(key, "ab")), max("abc", key=key))
