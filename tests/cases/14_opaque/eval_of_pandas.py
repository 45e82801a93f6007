# %%
import pandas as pd

# %% tags=["preprocess"]
t = pd.DataFrame({"a": [1, 2, 3]})
w = 2

# %% tags=["train"]
b = pd.eval("t.a * w")
w = 3
c = t.query("a < @w")

# %% tags=["evaluate"]
print(b.sum(), len(c), w, pd.eval("t.a.sum() + w"))
