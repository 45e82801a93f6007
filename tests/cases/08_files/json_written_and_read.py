# %% tags=["preprocess"]
import json

with open("vocabulary.json", "w") as f:
    json.dump({w: i for i, w in enumerate("b a".split())}, f)

# %% tags=["train"]
with open("vocabulary.json") as f:
    vocabulary = json.load(f)

# %% tags=["evaluate"]
print(vocabulary)
