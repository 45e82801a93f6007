# %% tags=["imports"]
import warnings

warnings.simplefilter("error")

# %% tags=["preprocess"]
rows = [n for n in range(2)]

# %% tags=["evaluate"]
try:
    warnings.warn("odd")
    print("silent", rows)
except UserWarning:
    print("raised", rows)
