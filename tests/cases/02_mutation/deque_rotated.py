# %% tags=["preprocess"]
from collections import deque

window = deque([1, 2, 3], maxlen=3)

# %% tags=["train"]
window.append(4)
window.rotate(1)

# %% tags=["evaluate"]
print(window)
