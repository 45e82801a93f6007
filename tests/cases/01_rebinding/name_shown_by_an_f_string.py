# %% tags=["preprocess"]
import os
from math import sqrt as root

print(root(len(os.sep)))
root = len(os.sep)
print(f"{root=}")
rows = [root, 2]

# %% tags=["train"]
rows = [row + 1 for row in rows]
print(f"{rows=}")

# %% tags=["preprocess"]
rows = [row + 2 for row in rows]
print(f"{rows = !r}")

# %% tags=["evaluate"]
print(rows)
