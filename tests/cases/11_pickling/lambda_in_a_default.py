# %%
from collections import defaultdict

# %% tags=["preprocess"]
start = len("abc")
counts = defaultdict(lambda: [start])
counts["a"].append(2)

# %% tags=["train"]
counts["b"].append(3)

# %% tags=["evaluate"]
print(dict(counts), counts["c"])
