# %% tags=["imports"]
import warnings; warnings.filterwarnings("ignore")
import random; random.seed(3)

# %% tags=["preprocess"]
from collections import Counter; counts = Counter("abca"); print(counts)

# %% tags=["train"]
import json; print(json.dumps(counts), random.random())
warnings.warn("not shown")
