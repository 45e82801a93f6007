# No file holds a module that a call gives, and a method of it might change it.
# %%
import importlib

# %% tags=["preprocess"]
lib = importlib.import_module("math")
x = lib.sqrt(4)

# %% tags=["evaluate"]
print(x, lib.floor(2.5))
