# %% tags=["preprocess"]
from tensorflow import keras

metrics = [keras.metrics.MeanAbsoluteError()]
history = []
for metric in metrics:
    metric.update_state([1.0], [2.0])
    value = metric.result().numpy()
    history.append(value)

# %% tags=["train"]
for metric in metrics:
    metric.reset_state()
print(history, value)
