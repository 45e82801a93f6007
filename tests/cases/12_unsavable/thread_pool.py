# %% tags=["preprocess"]
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(1)
a = pool.submit(len, "abc").result()

# %% tags=["evaluate"]
print(a, pool.submit(len, "abcd").result())
