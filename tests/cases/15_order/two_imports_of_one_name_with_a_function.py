# %%
from statistics import mean as centre


def report(values):
    return round(centre(values), 2)


# %% tags=["preprocess"]
print(report([1, 2, 6]), centre([1, 2, 6]))

# %%
from statistics import median as centre

# %% tags=["preprocess"]
print(centre([1, 2, 6]))
