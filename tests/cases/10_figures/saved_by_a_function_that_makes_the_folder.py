# %% tags=["evaluate"]
import os
from pathlib import Path

import matplotlib.pyplot as plt


def save(name):
    os.makedirs("figs", exist_ok=True)
    plt.savefig(os.path.join("figs", name + ".png"))


def keep(name):
    Path("kept").mkdir(exist_ok=True)
    plt.gcf().savefig(Path("kept") / f"{name}.png")


plt.plot([1, 3])
save("roc")
plt.close()
plt.plot([3, 1])
keep("pr")
plt.show()
print("drawn")
