# %%
import pandas as pd
# %% tags=["preprocess"]
rows = pd.DataFrame({"a": [1.0, 2.0, None]}).dropna()
size = len(rows)
rate = size / 2
# %% tags=["functions"]
def grow(x, by=size, *, k=rate):
    return x * by + k
class Box:
    def __init__(self, x, by=size):
        self.x = grow(x, by)
    def get(self):
        return self.x + grow(1)
# %% tags=["train"]
print(grow(2), grow(2, 3), grow(
    2,
    k=1,
))
b = Box(2)
# %% tags=["evaluate"]
print(grow(4, by=5), Box(1).get())
print(b.x)
