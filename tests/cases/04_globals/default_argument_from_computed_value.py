# %% tags=["preprocess"]
mean = sum([1, 2, 6]) / 3


def centred(x, centre=mean):
    return x - centre

# %% tags=["train"]
print(centred(4))

# %% tags=["evaluate"]
print(centred(10), centred(10, 1))
