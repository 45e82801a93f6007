# %% tags=["train"]
import os
import shutil

import matplotlib.pyplot as plt


def draw(values, path):
    plt.figure()
    plt.plot(values)
    plt.savefig(path)
    plt.close()


draw([1, 2], "up.png")
plt.plot([3])
plt.savefig("down.png")
# %% tags=["evaluate"]
for name in ["up.png", "down.png"]:
    print(name, os.path.getsize(name) > 0)
shutil.copy("up.png", "copy.png")
print(plt.imread("down.png").shape)
