# %% tags=["preprocess"]
import importlib

module = importlib.import_module("ma" + "th")
a = module.sqrt(4)

# %% tags=["evaluate"]
print(a)
