# %% tags=["functions"]
def even(n):
    return base if n == 0 else odd(n - 1)


def odd(n):
    return not base if n == 0 else even(n - 1)

# %% tags=["preprocess"]
base = sum(1 for c in "x") == 1

# %% tags=["evaluate"]
print(even(4), odd(4), even(3))
