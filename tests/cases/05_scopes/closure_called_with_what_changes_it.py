# %% tags=["preprocess"]
rows = 2


# %%
def scale():
    global rows
    rows += 1


# %% tags=["preprocess"]
def clean(k):
    def inner(x):
        return k + rows

    return inner


n = clean(1)(scale())

# %% tags=["predict"]
print(n)
