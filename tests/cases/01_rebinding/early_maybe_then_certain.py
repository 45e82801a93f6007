# %% tags=["preprocess"]
names = [c * 2 for c in "ab"]
mode = str(len(names))

# %% tags=["train"]
if len(names) > 5:
    mode = "many"
mode = "few"
print(names)

# %% tags=["evaluate"]
print(mode)
