# %% tags=["preprocess"]
from collections import Counter, defaultdict

counts = Counter("abca")
index = defaultdict(list)

# %% tags=["train"]
counts.update("aab")
index["a"].append(1)

# %% tags=["evaluate"]
print(counts.most_common(), dict(index), index["zz"])
