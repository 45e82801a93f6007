# %% tags=["preprocess"]
mean = sum([1, 2, 6]) / 3


def centred(x, centre=mean):
    return x - centre


mean = 100

# %% tags=["evaluate"]
print(centred(10), mean)
