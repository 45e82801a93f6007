# %% tags=["preprocess"]
import random

dice = random.Random(7)
a = dice.randint(1, 6)

# %% tags=["train"]
b = dice.randint(1, 6)

# %% tags=["evaluate"]
print(a, b, dice.randint(1, 6))
