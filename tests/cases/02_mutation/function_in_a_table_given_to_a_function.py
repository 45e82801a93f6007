# %% tags=["preprocess"]
xs = [3]


# %%
def g(v):
    xs.append(v)
    return len(xs)


def by(names, v):
    return names["g"](v)


# %% tags=["train"]
table = {"g": g}

# %% tags=["evaluate"]
print(xs)
by(table, 7)
print(xs)
