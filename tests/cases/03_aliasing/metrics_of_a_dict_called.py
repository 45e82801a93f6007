# %% tags=["preprocess"]
import numpy as np
from sklearn.metrics import mean_absolute_error, mean_squared_error

y = np.arange(6.0)
head = y[:3]

# %% tags=["evaluate"]
measures = {"mae": mean_absolute_error, "mse": mean_squared_error}
for name, measure in measures.items():
    print(name, measure(head, head + 1))
print(y.tolist(), head.tolist())
