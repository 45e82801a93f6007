# %% tags=["functions"]
class Shape:
    sides = 3

    def text(self):
        return f"old {self.sides}"

# %% tags=["preprocess"]
shape = Shape()

# %% tags=["functions"]
class Shape:
    sides = 4

    def text(self):
        return f"new {self.sides}"

# %% tags=["evaluate"]
print(shape.text(), Shape().text())
