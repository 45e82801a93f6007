# %% tags=["imports"]
import json
from pathlib import Path


def saved(value, folder: str, name: str):
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    with open(place / name, "w") as file:
        json.dump(value, file)
    return name


# %% tags=["train"]
model = {"weights": [len("ab"), 3]}
print(saved(value=model, folder="models", name="first.json"))

# %% tags=["evaluate"]
print(sum(model["weights"]))
