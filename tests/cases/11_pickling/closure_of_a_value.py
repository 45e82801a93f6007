# %%
def make(k):
    def scale(x):
        return x * k

    return scale


# %% tags=["preprocess"]
values = [int(digit) for digit in "312"]
k = max(values)
scale = make(k)
by_two = make(2)

# %% tags=["evaluate"]
print(scale(5), by_two(6), values)
