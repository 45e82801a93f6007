# %%
import numpy as np

# %% tags=["predict"]
data = []
acc = np.array([[data] * 2, 1], dtype=object)

# %% tags=["preprocess"]
data.append('x')

# %% tags=["train"]
print(acc)
