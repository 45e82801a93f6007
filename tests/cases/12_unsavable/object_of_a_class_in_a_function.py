# %%
def build(n):
    class Local:
        size = n
    made = Local()
    return made

# %% tags=["preprocess"]
one = build(3)
one.size += 1

# %% tags=["evaluate"]
print(one.size)
