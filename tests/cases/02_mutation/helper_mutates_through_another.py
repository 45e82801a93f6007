# %% tags=["functions"]
def inner(items):
    items.append("inner")


def outer(things):
    inner(things)
    return len(things)

# %% tags=["preprocess"]
bag = [c for c in "ab"]

# %% tags=["train"]
n = outer(bag)

# %% tags=["evaluate"]
print(bag, n)
