# %%
import pandas as pd

# %% tags=["preprocess"]
s = pd.DataFrame({"a": [1, 2]})
s.attrs['note'] = 1

# %% tags=["train"]
print(s.attrs)
