# %%
def apply(fn, xs):
    return [fn(x) for x in xs]

# %% tags=["train"]
pairs = [1, 2]
def f(x, acc=[]):
    acc.append(x)
    return len(acc)
apply(f, pairs)

# %% tags=["predict"]
print(f(2))
