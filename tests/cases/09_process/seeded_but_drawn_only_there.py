# %% tags=["imports"]
import numpy as np

# %% tags=["preprocess"]
np.random.seed(0)
X = np.random.normal(size=3)

# %% tags=["train"]
total = X.sum()

# %% tags=["evaluate"]
print(round(float(total), 6))
