# %% tags=["imports"]
from enum import Enum

# %% tags=["functions"]
class Colour(Enum):
    RED = 1
    BLUE = 2

# %% tags=["preprocess"]
picked = {n: Colour(n) for n in (1, 2)}

# %% tags=["evaluate"]
print(picked[1], picked[2] is Colour.BLUE)
