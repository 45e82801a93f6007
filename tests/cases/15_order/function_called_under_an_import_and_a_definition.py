# %%
from statistics import mean as score


def report(values):
    return score(values)


# %% tags=["evaluate"]
first = report
print(report([1, 2, 6]))

# %%
def score(values):
    return max(values)


# %% tags=["evaluate"]
print(first([1, 2, 6]))
