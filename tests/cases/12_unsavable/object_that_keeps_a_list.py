# %% tags=["preprocess"]
import math


class Box:
    def __init__(self):
        self.roots = [math.sqrt(n) for n in range(9)]
        self.n = 1


box = Box()
box.n += 1

# %% tags=["train"]
print(box.roots[4])
