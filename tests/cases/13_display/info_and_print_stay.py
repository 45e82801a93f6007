# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1, 2]})
df.info(memory_usage=False)

# %% tags=["evaluate"]
df.info(memory_usage=False)
