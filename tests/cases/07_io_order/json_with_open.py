# %% [markdown]
# file labels.json
# {"0": "no", "1": "yes"}

# %% tags=["preprocess"]
import json

with open("labels.json") as f:
    labels = json.load(f)

# %% tags=["evaluate"]
print([labels[str(i)] for i in (1, 0)])
