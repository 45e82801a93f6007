# %% tags=["preprocess"]
import math as m

a = m.floor(2.5)

# %% tags=["train"]
import json as m

b = m.dumps([a])

# %% tags=["evaluate"]
print(a, b)
