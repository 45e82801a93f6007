# %% tags=["imports"]
import json
import math

# %% tags=["preprocess"]
try:
    import json, math

    assert json.__name__ == "json"
except Exception:
    import json
print(json.dumps([1]))
if __name__ == "__main__":
    import statistics
    from math import floor
    import math; size = math.floor(statistics.mean([2, 2]))

# %% tags=["train"]
from math import floor

print(floor(2.5), size, math.ceil(1.5), json.dumps({}))
