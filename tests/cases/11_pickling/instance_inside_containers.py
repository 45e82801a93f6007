# %% tags=["functions"]
class Node:
    def __init__(self, name, children=()):
        self.name = name
        self.children = list(children)

    def names(self):
        return [self.name] + [n for c in self.children for n in c.names()]

# %% tags=["preprocess"]
forest = {"main": [Node("a", [Node("b"), Node("c")])]}

# %% tags=["evaluate"]
print(forest["main"][0].names())
