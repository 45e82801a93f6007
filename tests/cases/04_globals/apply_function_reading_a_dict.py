# %% tags=["imports"]
import pandas as pd

# %% tags=["preprocess"]
df = pd.DataFrame({"city": ["Oslo", "Rome", "Bern"]})
codes = {name: i for i, name in enumerate(sorted(df["city"]))}


def encode(name):
    return codes[name]

# %% tags=["train"]
df["code"] = df["city"].apply(encode)

# %% tags=["evaluate"]
print(df["code"].tolist(), encode("Rome"))
