# %%
def make(k):
    return lambda x: x * k


# %% tags=["preprocess"]
values = [make(max([1, 2]))(int(digit)) for digit in "312"]

# %% tags=["evaluate"]
print(values)
