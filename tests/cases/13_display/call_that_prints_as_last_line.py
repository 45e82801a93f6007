# %% tags=["functions"]
def show(x):
    print("shown", x)
    return x

# %% tags=["preprocess"]
rows = [n for n in range(3)]
show(rows)

# %% tags=["evaluate"]
show(sum(rows))
