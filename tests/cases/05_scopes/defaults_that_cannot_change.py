# %% tags=["functions"]
class Window:
    def __init__(self, size=(9, -1)):
        self.size = size

    def times(self, n):
        self.size = tuple(n * one for one in self.size)
        return self.size

# %% tags=["preprocess"]
print(Window().times(2))

# %% tags=["train"]
print(Window().times(3))
