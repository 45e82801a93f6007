# %%
from statistics import mean


def centre(values):
    return mean(values)


# %% tags=["preprocess"]
data = [n for n in range(4)]
found = [f for f in map(centre, [data])]

# %% tags=["train"]
mean = mean(data)
print(found, mean)
