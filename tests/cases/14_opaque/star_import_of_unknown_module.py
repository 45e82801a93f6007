# %% [markdown]
# file helper_star_case.py
# def double(x):
#     return 2 * x

# %% tags=["imports"]
from helper_star_case import *

# %% tags=["preprocess"]
a = double(2)

# %% tags=["evaluate"]
print(a, double(4))
