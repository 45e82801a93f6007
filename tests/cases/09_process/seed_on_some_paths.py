# %% tags=["preprocess"]
import random

random.seed(7)
c = len("ab")

# %% tags=["train"]
if c > 5:
    random.seed(1)
print(random.randint(0, 999))
