# %%
import os
import pandas as pd

# %% tags=["preprocess"]
a = pd.DataFrame({'k': [0.1]})


def prepare(frame):
    os.environ["LEVEL"] = "3"
    return frame * 2


b = prepare(a)

# %% tags=["train"]
print(b)
