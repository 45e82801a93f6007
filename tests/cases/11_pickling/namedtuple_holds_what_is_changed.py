# %% tags=["preprocess"]
import collections

Model = collections.namedtuple("Model", "n items")
table = [2]
pair = Model(4, table)

# %% tags=["train"]
pair.items.append(3)

# %% tags=["evaluate"]
print(table, pair)
