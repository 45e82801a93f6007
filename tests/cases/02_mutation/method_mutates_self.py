# %% tags=["functions"]
class Meter:
    def __init__(self):
        self.total = 0
        self.n = 0

    def add(self, value):
        self.total += value
        self.n += 1

    def mean(self):
        return self.total / self.n

# %% tags=["preprocess"]
meter = Meter()
meter.add(1)

# %% tags=["train"]
meter.add(5)

# %% tags=["evaluate"]
print(meter.mean())
