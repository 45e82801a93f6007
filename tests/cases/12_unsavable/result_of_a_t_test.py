# What SciPy gives for a t-test holds a module since 1.17: it is made again, or unpacked at once.
# %%
import numpy as np
from scipy import stats

# %% tags=["preprocess"]
left = np.array([1.0, 2.0, 4.0, 3.0])
right = np.array([2.0, 2.5, 5.0, 4.5])

# %% tags=["train"]
result = stats.ttest_ind(left, right)
statistic, chance = stats.ttest_rel(left, right)
print(round(result.pvalue, 6))

# %% tags=["evaluate"]
print(round(result.statistic, 6), round(statistic, 6), round(chance, 6))
