# %% tags=["preprocess"]
settings = {}

# %% tags=["train"]
for step in range(4):
    print(step)
found = settings.get("best")

# %% tags=["predict"]
shown = found

# %% tags=["evaluate"]
rows = []
shown, step = step, shown

# %% tags=["train"]
if any(row is rows for row in rows):
    print(found, step)
else:
    print(shown)
