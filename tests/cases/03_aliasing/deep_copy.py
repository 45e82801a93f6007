# %% tags=["preprocess"]
import copy

groups = {"a": [n for n in range(2)]}

# %% tags=["train"]
changed = copy.deepcopy(groups)
changed["a"].append("inner")

# %% tags=["evaluate"]
print(groups, changed)
