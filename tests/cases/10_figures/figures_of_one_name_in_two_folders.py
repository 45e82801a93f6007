# %% tags=["evaluate"]
import os
import matplotlib.pyplot as plt
from pathlib import Path

OUT = Path("figs")
for d in ["train", "val"]:
    os.makedirs(d, exist_ok=True)
    plt.plot([1, len(d)])
    plt.savefig(f"{d}/roc.png")
    plt.close()
    for n in ["a", "b"]:
        (OUT / d).mkdir(parents=True, exist_ok=True)
        plt.plot([1, len(d), len(n)])
        plt.savefig(OUT / d / f"{n}.svg")
        plt.close()
plt.plot([3, 2])
plt.savefig("train/pr.png")
plt.close()
plt.plot([3, 1])
plt.savefig("val/pr.png")
plt.close()
print(1)
