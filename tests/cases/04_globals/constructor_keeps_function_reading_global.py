# %%
def scaled(value):
    return value * factor


class Model:
    def __init__(self):
        self.step = scaled


# %% tags=["train"]
factor = len("ab")
model = Model()

# %% tags=["predict"]
factor = len("abc")
print(model.step(2))
