# %% tags=["preprocess"]
from collections import namedtuple

Point = namedtuple("Point", "x y")
p = Point(len("a"), 2)

# %% tags=["evaluate"]
print(p, p.x)
