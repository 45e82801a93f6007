# %%
from statistics import mean as score

# %% tags=["evaluate"]
print(score([1, 2, 6]))

# %% tags=["evaluate"]
if len("ab") > 1:
    def score(values):
        return max(values)
print(score([1, 2, 6]))
