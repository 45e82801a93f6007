# A loop binds `ax` again: the plot before the training, which nobody tagged, stays outside.
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
print(m)
fig, axes = plt.subplots(1, 2)
for ax, k in zip(axes, a):
    ax.plot([k, m])
fig.suptitle("Final")
