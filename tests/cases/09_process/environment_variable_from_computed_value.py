# %% tags=["preprocess"]
import os

level = sum(1 for c in "abcde")
os.environ["CASE_DEPTH"] = str(level)
level = 0

# %% tags=["evaluate"]
print(os.environ["CASE_DEPTH"], level)
