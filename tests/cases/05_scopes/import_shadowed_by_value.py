# %% tags=["imports"]
from statistics import mean

# %% tags=["preprocess"]
data = [n for n in range(5)]
print(mean(data))

# %% tags=["train"]
mean = mean(data) + 1

# %% tags=["evaluate"]
print(mean)
