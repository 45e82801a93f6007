# A folder is emptied before it is filled: it is made where the notebook makes it, not before.
# %%
import os
import shutil

import pandas as pd

# %% tags=["preprocess"]
trees = pd.DataFrame({"plot": ["N", "S", "N"], "girth": [1.0, 2.0, 3.0]})
if os.path.exists("work"):
    shutil.rmtree("work")
os.makedirs("work")
for plot, part in trees.groupby("plot"):
    part.to_csv(f"work/{plot}.csv", index=False)

# %% tags=["train"]
os.makedirs("kept", exist_ok=True)
trees.head(2).to_csv("kept/two.csv", index=False)

# %% tags=["evaluate"]
print(sum(len(pd.read_csv("work/" + name)) for name in sorted(os.listdir("work"))))
print(len(pd.read_csv("kept/two.csv")))
