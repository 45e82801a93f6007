# %%
import os
from pathlib import Path

import pandas as pd

# %% tags=["preprocess"]
table = pd.DataFrame({"k": [1, 2]})
OUT = Path("tables")
OUT.mkdir()
table.to_csv(OUT / "b.csv", index=False)


def save(table, name, folder=OUT):
    table.to_csv(os.path.join(folder, name + ".csv"))


# %% tags=["train"]
table = pd.concat([pd.read_csv(f"{OUT}/{name}.csv") for name in ("b",)])

# %% tags=["predict"]
save(table, "end")
print(table)
