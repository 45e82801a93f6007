# %% tags=["preprocess"]
import os
import sys

root = os.path.dirname(os.getcwd())
sys.path.append(root)
import helper_in_a_folder

a = helper_in_a_folder.double(4)

# %% tags=["evaluate"]
print(a)
