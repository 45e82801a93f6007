# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
train_df = pd.DataFrame({"a": [1, 2]})
test_df = pd.DataFrame({"a": [3]})

# %% tags=["train"]
for frame in [train_df, test_df]:
    frame["b"] = frame["a"] + 1

# %% tags=["evaluate"]
print(train_df["b"].tolist(), test_df["b"].tolist())
