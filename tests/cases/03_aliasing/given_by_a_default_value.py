# %% tags=["preprocess"]
seen = []


def kept(x=seen):
    return x


pairs = kept()
later = {"k": pairs}

# %% tags=["train"]
seen = kept()
pairs.append(1)
print(seen)

# %% tags=["evaluate"]
print(later)
