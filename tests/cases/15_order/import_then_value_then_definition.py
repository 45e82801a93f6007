# %%
from statistics import mean as centre

# %% tags=["preprocess"]
centre = centre([1, 2, 6])
print(centre)

# %% tags=["evaluate"]
print(centre)


# %%
def centre(values):
    return max(values)


# %% tags=["evaluate"]
print(centre([1, 2, 6]))
