# %%
def make(k):
    return lambda x: x * k


# %% tags=["preprocess"]
values = [int(digit) for digit in "312"]
scale = make(max(values))

# %% tags=["evaluate"]
print(scale(5))
