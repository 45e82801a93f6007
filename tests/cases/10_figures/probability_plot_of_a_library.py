# %% tags=["imports"]
import matplotlib.pyplot as plt
from scipy import stats

# %% tags=["preprocess"]
values = [1.0, 2.0, 4.0, 7.0]

# %% tags=["evaluate"]
stats.probplot(values, plot=plt)
plt.title("Normal?")
