# %% [markdown]
# file lib/helper_in_a_folder.py
# def double(x):
#     return 2 * x

# %% tags=["preprocess"]
import sys

sys.path.append("lib")
import helper_in_a_folder

a = helper_in_a_folder.double(4)

# %% tags=["evaluate"]
from helper_in_a_folder import double

print(a, double(5))
