# %% tags=["functions"]
class Pair:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right

# %% tags=["preprocess"]
pair = Pair(sum(1 for c in "a"), "r")

# %% tags=["train"]
pair.right = pair.right * 2

# %% tags=["evaluate"]
print(pair.left, pair.right)
