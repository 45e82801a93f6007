# %% tags=["imports"]
from typing import NamedTuple

# %% tags=["functions"]
class Point(NamedTuple):
    x: int
    y: int = 0

# %% tags=["preprocess"]
points = [Point(n, n + 1) for n in range(2)]

# %% tags=["evaluate"]
print(points, points[0].y)
