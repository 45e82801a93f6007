# %% tags=["train"]
from pathlib import Path

import matplotlib.pyplot as plt

fig, ax = plt.subplots()
ax.plot([1, 2])
file = Path("plots") / "curve.png"
file.parent.mkdir(exist_ok=True)
fig.savefig(file, dpi=60)
plt.show()
print("Saved." if file.exists() else "Save failed.")
