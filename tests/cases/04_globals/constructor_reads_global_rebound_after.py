# %%
class Model:
    def __init__(self, bias):
        self.weights = [bias] * size

    def predict(self, x):
        return x + sum(self.weights)


# %% tags=["train"]
size = len("abc")
model = Model(1)

# %% tags=["predict"]
size = len("abcdef")
print(model.predict(2), size)
