# %% tags=["preprocess"]
total = 0
data = []

# %%
def clean(x):
    return x + total

# %% tags=["predict"]
b, xs = (total, data)

# %% tags=["evaluate"]
total = (lambda v: 1)(2)
data = 1

# %% tags=["train"]
[clean(n) for n in xs]

# %% tags=["functions"]
def f():
    global total
    total += 1
    return total

# %% tags=["evaluate"]
data += f()
print(data)
