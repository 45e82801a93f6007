# %% tags=["train"]
import json
from pathlib import Path

from sklearn.linear_model import Ridge

model = Ridge().fit([[1], [2]], [1, 2])
Path("best.json").write_text(json.dumps({"a": [1]}))

# %% tags=["evaluate"]
final = json.loads(Path("best.json").read_text())
print(final["a"], model.predict([[3]]).round(2))
