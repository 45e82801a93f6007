# %% tags=["imports"]
import os
import sys

# %% tags=["preprocess"]
def load():
    return [3, 1, 2]


if __name__ == "__main__":
    rows = load()
try:
    here = os.path.dirname(os.path.realpath(__file__))
except NameError:
    here = "notebook"

# %% tags=["evaluate"]
print(len(rows), __name__, here, "a" if __name__ == "__main__" else "b")
