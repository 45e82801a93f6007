# %% tags=["preprocess"]
values = [n * n for n in range(6)]
best = values[0]

# %% tags=["train"]
if values[-1] > 10:
    best = values[-1]

# %% tags=["evaluate"]
print("best", best)
