# %% tags=["preprocess"]
seen = {}

# %% tags=["train"]
import contextlib

table = seen
with contextlib.suppress(KeyError):
    seen["zz"]
    table = 1

# %% tags=["evaluate"]
table.update({"m": 1})
print(seen)
