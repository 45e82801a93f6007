# %% tags=["imports"]
import random

# %% tags=["preprocess"]
random.seed(2)
deck = [n for n in range(6)]

# %% tags=["train"]
random.shuffle(deck)

# %% tags=["evaluate"]
print(deck)
