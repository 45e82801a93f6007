# %% tags=["imports"]
import warnings

# %% tags=["preprocess"]
warnings.filterwarnings("error")
rows = [n for n in range(2)]

# %% tags=["evaluate"]
try:
    warnings.warn("odd")
except UserWarning as w:
    print("raised", w, rows)
