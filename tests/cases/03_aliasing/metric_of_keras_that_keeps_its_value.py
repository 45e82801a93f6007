# %% tags=["preprocess"]
from tensorflow import keras

metrics = [keras.metrics.Sum()]
for metric in metrics:
    metric.update_state([1.0])
    value = metric.result().numpy()

# %% tags=["train"]
for metric in metrics:
    metric.reset_state()
print(value)
