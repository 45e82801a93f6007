# %% tags=["functions"]
def tick():
    global ticks
    ticks += 1
    return ticks

# %% tags=["preprocess"]
ticks = 0
tick()

# %% tags=["train"]
tick()
tick()

# %% tags=["evaluate"]
print(ticks)
