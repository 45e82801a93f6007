# %%
from statistics import mean as score

# %% tags=["evaluate"]
print(score([1, 2, 6]), f"{score([1, 3])}")

# %%
def score(values):
    return max(values)


# %% tags=["evaluate"]
print(score([1, 2, 6]), f"{score([1, 3])}")
