# %% tags=["imports"]
START = [0]


class Last:
    def __init__(self, k=1):
        self.k = k

    def predict(self, xs):
        return [self.k, *xs[-1:]]


# %% tags=["preprocess"]
xs = START
vocabulary = {"a": 1}
ids = vocabulary

# %% tags=["train"]
model = Last()

# %% tags=["predict"]
old = xs
out = model.predict(START)
first = model.predict(ids.get("b", []))

# %% tags=["train"]
model.k += 1

# %% tags=["predict"]
out = xs
out.append(3)
vocabulary["b"] = 2

# %% tags=["evaluate"]
print(START, ids, first, model.k)
