# %%
class Counter:
    """Counts in steps, as a first try."""

    def __init__(self, step=1):
        self.step = step

    def again(self):
        return self.__class__(self.step + 1)

    def most_common(self):
        return self.step


# %% tags=["train"]
own = Counter(3).again()

# %%
from collections import Counter

# %% tags=["train"]
real = Counter("aab")

# %% tags=["evaluate"]
print(own.most_common(), real.most_common())
