# %% tags=["preprocess"]
values = [3, 4]; import json
print(json.dumps(values))

# %% tags=["train"]
print(json.dumps(values[1:]))
