# %% tags=["imports"]
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

# %% tags=["preprocess"]
values = [n * n for n in range(4)]

# %% tags=["evaluate"]
plt.figure(figsize=(2, 1))
plt.bar(range(4), values)
plt.savefig("bars.png")
print(max(values))
