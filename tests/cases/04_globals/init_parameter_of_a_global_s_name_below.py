# %% tags=["preprocess"]
class Data:
    def __init__(self, scale):
        self.number = scale

    def total(self):
        return self.number * scale


class Other(Data):
    pass


scale = sum([1, 2]) / 2

# %% tags=["train"]
print(Data(4).total(), Other(2).total())

# %% tags=["evaluate"]
print(Other(3).total())
