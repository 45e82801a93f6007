# %% tags=["preprocess"]
import os

level = len("abcde")
os.environ["CASE_DEPTH"] = str(level)
level = 0

# %% tags=["evaluate"]
print(os.environ["CASE_DEPTH"], level)
