# %%
K = 3

# %% tags=["predict"]
a = 1

# %% tags=["evaluate"]
f = lambda x: x + a

# %% tags=["train"]
a += 1


# %% tags=["evaluate"]
def use(x):
    return f(x) + 2


print(use(0))
f = K
