# %% tags=["preprocess"]
rows = [r for r in range(10) if r > 20]
last = len(rows) - 1

# %% tags=["train"]
for r in rows:
    last = r

# %% tags=["evaluate"]
print(last)
