# %% tags=["preprocess"]
import os
from pathlib import Path

import matplotlib.pyplot as plt

OUT = Path("figures")
OUT.mkdir(exist_ok=True)
BASE = "figures"
heights = {"a": [1, 2], "b": [2, 1]}
# %% tags=["evaluate"]
for name, values in heights.items():
    plt.plot(values)
    plt.savefig(OUT / f"{name}.png")
    plt.close()
for n, values in enumerate(heights.values()):
    fig, ax = plt.subplots()
    ax.plot(values)
    fig.savefig(os.path.join(BASE, f"curve_{n:02d}.svg"), dpi=50)
    plt.close()
for name, values in heights.items():
    path = OUT / f"twice_{name}.png"
    plt.plot(values + values)
    plt.savefig(path)
    plt.close()
label = "_".join(heights)
plt.plot([3, 1])
plt.savefig(f"{BASE}/all_{label}.png")
plt.close()
print(label)
