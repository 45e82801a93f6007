# %%
import contextlib
import random

# %% tags=["evaluate"]
random.seed(7)

# %% tags=["train"]
with contextlib.suppress():
    if 'm':
        print("kept")
    else:
        random.seed()

# %% tags=["predict"]
print(random.randint(0, 999))
