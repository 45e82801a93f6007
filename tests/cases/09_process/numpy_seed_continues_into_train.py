# %% tags=["imports"]
import numpy as np

# %% tags=["preprocess"]
np.random.seed(0)
X = np.random.normal(size=3)

# %% tags=["train"]
noise = np.random.normal(size=2)

# %% tags=["evaluate"]
print(X.round(6).tolist(), noise.round(6).tolist())
