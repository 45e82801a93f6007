# %% tags=["preprocess"]
import sys

sys.path.append("lib")
sys.path.insert(0, "other")
import helper_in_a_folder

a = helper_in_a_folder.double(4)

# %% tags=["evaluate"]
print(a)
