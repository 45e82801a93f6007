# %% tags=["imports"]
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

# %% tags=["preprocess"]
values = [n * n for n in range(4)]

# %% tags=["evaluate"]
fig, ax = plt.subplots()
ax.plot(values)

# %% tags=["evaluate"]
ax.set_title("squares")
print(len(ax.lines), ax.get_title())
plt.show()
