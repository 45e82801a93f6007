# %% tags=["preprocess"]
import collections

xs = []
held = collections.defaultdict(list, {"k": xs})

# %% tags=["train"]
xs.append(1)

# %% tags=["evaluate"]
print(held["k"])
