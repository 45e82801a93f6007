# %% tags=["imports"]
import os
from pathlib import Path

# %% tags=["functions"]
BASE = "."


def folder():
    """Where the data lies."""
    return Path.cwd()


def path_of(name, ext="txt"):
    base = os.path.join(os.getcwd(), BASE)
    return os.path.join(base, f"{name}.{ext}")


def result(name):
    return f"results/{name}.txt"

# %% tags=["preprocess"]
text = (folder() / "input.txt").read_text()
for name in ["input"]:
    with open(path_of(name)) as file:
        same = file.read() == text
print(len(text), same)

# %% tags=["train"]
os.makedirs("results", exist_ok=True)
for number in range(2):
    with open(result(number), "w") as file:
        file.write(text * number)

# %% tags=["evaluate"]
print([len(open(result(n)).read()) for n in range(2)])
