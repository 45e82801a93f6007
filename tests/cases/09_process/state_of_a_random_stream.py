# %% tags=["imports"]
import random

# %% tags=["predict"]
random.seed(7)

# %% tags=["train"]
seen = random.getstate()

# %% tags=["preprocess"]
print(seen[1][:3])
