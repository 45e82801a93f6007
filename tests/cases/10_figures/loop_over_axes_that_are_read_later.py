# What the later cell draws on was made in the cell that nobody tagged.
# %% tags=["preprocess"]
import matplotlib.pyplot as plt
import numpy as np

a = np.arange(3.0)

# %%
fig, axes = plt.subplots(1, 2)
for ax, v in zip(axes, a):
    ax.plot([v])

# %% tags=["train"]
m = a.mean()

# %% tags=["evaluate"]
fig.suptitle("Final")
ax.plot([m])
