# %% tags=["imports"]
import numpy as np

# %% tags=["preprocess"]
X = np.arange(12.0).reshape(6, 2)
data = {"all": X, "train": X[:4]}

# %% tags=["train"]
data["all"] -= 1

# %% tags=["evaluate"]
print(data["train"].sum())
