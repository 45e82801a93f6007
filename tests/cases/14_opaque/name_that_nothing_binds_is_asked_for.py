# %% tags=["preprocess"]
import os

size = len(os.sep)
try:
    print(nowhere)
except NameError:
    print("unbound")

# %% tags=["train"]
try:
    kind = get_ipython().__class__.__name__
except NameError:
    kind = "script"
print(size)
