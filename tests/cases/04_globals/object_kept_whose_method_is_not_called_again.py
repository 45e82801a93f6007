# %% tags=["preprocess"]
rate = len("abc")
data = [1, 2, rate]


# %%
class Model:
    def __init__(self, k):
        self.k = k

    def fit(self, xs):
        self.top = max(xs)
        return self

    def predict(self, xs):
        return [x * self.k + rate for x in xs]


# %% tags=["train"]
model = Model(2).fit(data)

# %% tags=["predict"]
found = model.predict(data)

# %% tags=["evaluate"]
rate = sum(found) / len(found)
best = model
print(rate, best.k, model.top)
