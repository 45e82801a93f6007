# %% tags=["preprocess"]
from contextlib import nullcontext

with nullcontext([1, 2]) as items:
    items.append(3)

# %% tags=["evaluate"]
print(items)
