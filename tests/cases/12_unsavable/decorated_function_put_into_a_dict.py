# %% tags=["train"]
seen = []
seen += [1]

# %% tags=["preprocess"]
acc = {}

# %% tags=["train"]
def h(fn):
    def wrapper(*args):
        return fn(*args)

    return wrapper


@h
def norm(x):
    return x + len(seen)


# %% tags=["preprocess"]
acc["f"] = norm

# %% tags=["train"]
print(acc["f"](1), seen)
