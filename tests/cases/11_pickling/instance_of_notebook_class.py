# %% tags=["functions"]
class Model:
    def __init__(self, slope):
        self.slope = slope

    def predict(self, xs):
        return [self.slope * x for x in xs]

# %% tags=["train"]
model = Model(slope=sum(1 for c in "ab"))

# %% tags=["evaluate"]
print(model.predict([1, 2]), type(model).__name__)
