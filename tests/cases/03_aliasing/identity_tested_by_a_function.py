# %% tags=["predict"]
total = []
total.append(1)

# %% tags=["preprocess"]
s = [total]

# %%
def same(a, b):
    return a is b

# %% tags=["evaluate"]
print(same(s[0], total))
