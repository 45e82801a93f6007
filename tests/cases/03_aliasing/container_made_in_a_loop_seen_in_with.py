# %% tags=["train"]
import contextlib


class Scaler:
    def __init__(self, n):
        self.n = n


data = Scaler(1)

# %% tags=["evaluate"]
while True:
    size = [data]
    if 1:
        break

# %% tags=["train"]
with contextlib.nullcontext():
    data.n += 1
    print(size[0].n)
