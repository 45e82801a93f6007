# %% tags=["preprocess"]
values = [n * n for n in range(6)]
label = str(len(values))

# %% tags=["train"]
if values[-1] > 10:
    label = "large"
else:
    label = "small"

# %% tags=["evaluate"]
print(repr(label))
