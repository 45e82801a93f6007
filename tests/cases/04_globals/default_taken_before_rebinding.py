# %% tags=["preprocess"]
import os

size = len(os.sep)


def grown(x, by=size, *, also=[size]):
    return x + by + also[0] + other


other = 3
print(grown(2))
size = 50

# %% tags=["train"]
print(grown(1), size)
size = grown(2)

# %% tags=["evaluate"]
print(grown(2), size, list(map(grown, [1, 2])))
