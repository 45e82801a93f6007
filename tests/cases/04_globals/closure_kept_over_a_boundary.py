# %% tags=["train"]
limit = 2
limit += 1


# %%
def g(k):
    return lambda v: v + limit


# %% tags=["predict"]
f = g(1)
print(f(2))

# %% tags=["evaluate"]
limit = 5
print(f(2))
