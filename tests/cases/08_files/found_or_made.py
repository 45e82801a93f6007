# %% tags=["preprocess"]
from pathlib import Path

import pandas as pd

found = next((p for p in [Path("given/trees.csv"), Path("trees.csv")] if p.exists()), None)
if found is None:
    folder = Path("made")
    folder.mkdir(exist_ok=True)
    found = folder / "trees.csv"
    found.write_text("height\n3\n4\n")
trees = pd.read_csv(found)

# %% tags=["evaluate"]
print(trees["height"].mean(), found)
