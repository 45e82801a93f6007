# %% tags=["preprocess"]
from math import sqrt as mean

n = mean(4)
formula = "y ~ mean"


# %% tags=["preprocess"]
def mean(x):
    return x + 1


m = mean(n)

# %% tags=["train"]
print(n, m, formula)
