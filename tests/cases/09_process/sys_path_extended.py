# %% [markdown]
# file lib/helper_for_case.py
# def double(x):
#     return 2 * x

# %% tags=["preprocess"]
import sys

sys.path.insert(0, "lib")
import helper_for_case

a = helper_for_case.double(4)

# %% tags=["evaluate"]
print(a, helper_for_case.double(5))
