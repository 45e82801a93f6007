# %% tags=["preprocess"]
try:
    import helper_in_a_folder
except ImportError:
    helper_in_a_folder = None
found = helper_in_a_folder is not None
import sys

sys.path.append("lib")
import other_helper_in_a_folder

# %% tags=["evaluate"]
print(found, other_helper_in_a_folder.double(2))
