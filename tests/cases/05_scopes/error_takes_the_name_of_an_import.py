# %% tags=["train"]
import json

text = json.dumps([1])
try:
    print(text)
except KeyError as json:
    pass
