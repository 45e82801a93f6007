# %% tags=["preprocess"]
import os

os.environ["CASE_LEVEL"] = "7"

# %% tags=["train"]
level = int(os.environ["CASE_LEVEL"])
os.environ["CASE_LEVEL"] = "8"

# %% tags=["evaluate"]
print(level, os.environ["CASE_LEVEL"])
