# %% tags=["preprocess"]
total = 0

# %% tags=["functions"]
class Knn:
    def predict(self):
        return 1 + total


class Tree:
    def predict(self):
        return 2

# %% tags=["train"]
model = Knn()
tree = Tree()
best = model
print(best.predict())
best = tree
total = 5

# %% tags=["predict"]
print(best.predict(), tree.predict(), total)
