# %% tags=["functions"]
class Holder:
    def __init__(self, items):
        self.items = items

# %% tags=["preprocess"]
items = [n for n in range(2)]

# %% tags=["train"]
holder = Holder(items)
holder.items.append("x")

# %% tags=["evaluate"]
print(items)
