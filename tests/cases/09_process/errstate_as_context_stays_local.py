# %% tags=["imports"]
import numpy as np

# %% tags=["preprocess"]
with np.errstate(divide="ignore"):
    a = np.array([1.0]) / np.array([0.0])

# %% tags=["evaluate"]
print(a.tolist(), np.geterr()["divide"])
