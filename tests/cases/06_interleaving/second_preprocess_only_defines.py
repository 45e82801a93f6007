# %% tags=["preprocess"]
rows = [n for n in range(3)]

# %% tags=["train"]
total = sum(rows)

# %% tags=["preprocess"]
import math


def shown(x):
    return f"<{math.sqrt(x):.2f}>"

# %% tags=["evaluate"]
print(shown(total))
