# %% tags=["imports"]
import random

import numpy as np

# %% tags=["preprocess"]
random.seed(1)
np.random.seed(2)
a = random.random()

# %% tags=["train"]
b = np.random.rand()

# %% tags=["evaluate"]
print(round(a, 6), round(b, 6), round(random.random(), 6))
