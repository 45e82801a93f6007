# %% tags=["train"]
def apply(v):
    global b
    b = 1
    return v
print([apply(1) for b in range(2)])
