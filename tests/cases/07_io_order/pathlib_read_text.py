# %% [markdown]
# file words.txt
# red
# green

# %% tags=["preprocess"]
from pathlib import Path

ROOT = Path(".")
words = (ROOT / "words.txt").read_text().split()

# %% tags=["evaluate"]
print(words)
