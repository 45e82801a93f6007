# %% tags=["train"]
import os

import matplotlib.pyplot as plt

os.makedirs("plots", exist_ok=True)
for name in ["a", "b"]:
    plt.figure()
    plt.plot([len(name)])
    plt.savefig(f"plots/{name}.png")
    plt.close()
print(os.path.exists("plots/a.png"))
# %% tags=["evaluate"]
print(sorted(os.listdir("plots")))
