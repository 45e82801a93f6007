# %% tags=["imports"]
import copy

# %% tags=["preprocess"]
rows = [4]
rows.append(2)
total = 5

# %% tags=["functions"]
class Knn:
    def predict(self, xs):
        return [1 + total]

# %% tags=["train"]
model = Knn()
model = copy.deepcopy(model)
xs, total = (1, 1)

# %% tags=["predict"]
pred = {name: model.predict(1)[0] for name in rows}

# %% tags=["evaluate"]
print(pred)
