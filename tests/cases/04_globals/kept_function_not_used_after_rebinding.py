# %%
def scaled(value):
    return value * factor


# %% tags=["preprocess"]
factor = len("ab")
steps = [scaled]
print([step(2) for step in steps])

# %% tags=["train"]
factor = len("abc")
print(factor)
