# %% tags=["imports"]
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

# %% tags=["preprocess"]
fig, ax = plt.subplots()
ax.plot([1, 2])

# %% tags=["evaluate"]
ax.set_xlabel("t")
print(ax.get_xlabel(), len(ax.lines))
