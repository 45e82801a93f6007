# %% tags=["imports"]
import numpy as np

# %% tags=["predict"]
row = 2
a_file = row
row = 1
a = np.arange(3.0)

# %% tags=["train"]
print(a.max() + a_file)
