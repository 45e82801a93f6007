# %% tags=["preprocess"]
from collections import namedtuple

Point = namedtuple("Point", "x y")
p = Point(sum(1 for c in "a"), 2)

# %% tags=["evaluate"]
print(p, p.x)
