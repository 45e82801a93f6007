# %%
import functools

# %%
@functools.lru_cache
def f(x):
    print("computing", x)
    return x + 1

# %% tags=["preprocess"]
a = f(2)

# %% tags=["train"]
print(f(2), a)
