# %% tags=["preprocess"]
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(2) as pool:
    lengths = list(pool.map(len, ["a", "bb"]))

# %% tags=["evaluate"]
print(lengths)
