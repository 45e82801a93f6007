# %% tags=["imports"]
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split

# %% tags=["preprocess"]
np.random.seed(4)
df = pd.DataFrame({"a": range(8)})

# %% tags=["train"]
train_part, test_part = train_test_split(df, test_size=0.25)

# %% tags=["evaluate"]
print(train_part["a"].tolist(), test_part["a"].tolist())
print(df.sample(3)["a"].tolist())
