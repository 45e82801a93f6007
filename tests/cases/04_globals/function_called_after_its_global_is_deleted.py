# %% tags=["preprocess"]
names = 1
def h(x: int) -> int:
    try:
        return 1
    except ZeroDivisionError:
        return names

# %% tags=["evaluate"]
acc = 0
del names

# %% tags=["predict"]
h(1)
names = acc
