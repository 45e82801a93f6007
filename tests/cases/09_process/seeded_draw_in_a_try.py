# %% tags=["preprocess"]
import random

row = 1
random.seed(7)

# %% tags=["train"]
try:
    print(random.randint(0, 999))
finally:
    row = row
