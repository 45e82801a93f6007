# %% tags=["evaluate"]
total = 2
total += 1

# %% tags=["functions"]
def g(k):
    return lambda v: 1 + total

# %% tags=["predict"]
f = g(4)
total = 5
print(f(1))
