# %% tags=["imports"]
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

# %% tags=["preprocess"]
values = [n * n for n in range(4)]
plt.plot(values)
plt.show()
plt.close("all")

# %% tags=["evaluate"]
print(plt.get_fignums(), sum(values))
