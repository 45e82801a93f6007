# %% tags=["imports"]
import os

# %% tags=["preprocess"]
ROOT = os.environ.get("ORCHARD_ROOT", "data")
WEIGHTS = f"{ROOT}/weights"
NAMES = [WEIGHTS, "b"]

def built(number=2):
    return WEIGHTS, len(NAMES), number

print(ROOT, built())

# %% tags=["train"]
print(built(3), NAMES)
