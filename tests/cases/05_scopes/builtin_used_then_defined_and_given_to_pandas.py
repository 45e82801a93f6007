# %% tags=["preprocess"]
import pandas as pd

df = pd.DataFrame({"a": [1, 2]})
n = sum([1, 2])


# %% tags=["preprocess"]
def sum(x):
    return x.max()


m = df.agg([sum])

# %% tags=["train"]
print(n, m)
