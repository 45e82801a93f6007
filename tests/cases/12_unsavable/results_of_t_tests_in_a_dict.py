# In a dict nothing makes them again.
# %%
import numpy as np
from scipy import stats

# %% tags=["preprocess"]
values = {"a": np.array([1.0, 2.0, 4.0, 3.0]), "b": np.array([2.0, 2.5, 5.0, 4.5])}

# %% tags=["train"]
results = {name: stats.ttest_1samp(each, 2.0) for name, each in values.items()}

# %% tags=["evaluate"]
print({name: round(result.pvalue, 6) for name, result in results.items()})
