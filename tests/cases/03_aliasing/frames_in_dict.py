# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
train_df = pd.DataFrame({"a": [1, 2]})
test_df = pd.DataFrame({"a": [3]})

# %% tags=["train"]
frames = {"train": train_df, "test": test_df}
for name, frame in frames.items():
    frame["source"] = name

# %% tags=["evaluate"]
print(train_df["source"].tolist(), test_df["source"].tolist())
