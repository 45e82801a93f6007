# %% tags=["imports"]
from statistics import *

# %% tags=["preprocess"]
values = [1, 2, 6]
first = mean(values)

# %% tags=["train"]
def mean(numbers):
    return max(numbers)

print(first, mean(values), median(values))

# %% tags=["evaluate"]
print(mean(values) - first)
