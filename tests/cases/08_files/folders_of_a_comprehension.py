# %% tags=["preprocess"]
import json
from pathlib import Path

DIRS = {k: Path("store") / k for k in ("a", "b")}
for folder in DIRS.values():
    folder.mkdir(parents=True, exist_ok=True)

# %% tags=["preprocess"]
vals = [1, 2, 3]
(DIRS["a"] / "v.json").write_text(json.dumps(vals))

# %% tags=["train"]
more = json.loads((DIRS["a"] / "v.json").read_text()) + [4]
(DIRS["b"] / "w.json").write_text(json.dumps(more))

# %% tags=["evaluate"]
print(json.loads((DIRS["b"] / "w.json").read_text()))
