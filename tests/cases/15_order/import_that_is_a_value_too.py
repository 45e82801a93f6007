# %%
from math import ceil as rounded

# %% tags=["preprocess"]
data = [1.5, 2.5]
for value in data:
    print(rounded(value))
    rounded = abs

# %% tags=["evaluate"]
print([rounded(v) for v in data])
