# %%
count = 0

# %% tags=["functions"]
def tick(by=1):
    global count
    count += by
    return count

# %% tags=["preprocess"]
first = tick()

# %% tags=["train"]
print(first, tick(2), count)
