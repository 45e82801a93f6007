# %%
class Counter:
    def __init__(self, step):
        self.step = step


# %% tags=["train"]
own = Counter(3)

# %%
from collections import Counter

# %% tags=["evaluate"]
print(own.step, Counter("aab").most_common())
