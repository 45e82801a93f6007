# %% tags=["train"]
import os

import numpy as np

np.save("kept.npy", np.arange(3))
# %% tags=["evaluate"]
print(np.load("kept.npy").sum())
os.remove("kept.npy")
print(os.path.exists("kept.npy"))
