# %% tags=["evaluate"]
import json


def norm(x, acc=[]):
    acc.append(x)
    return len(acc)


with open("kept.json", "w") as handle:
    json.dump({"n": norm(2)}, handle)
acc = norm(1)
print(acc)
