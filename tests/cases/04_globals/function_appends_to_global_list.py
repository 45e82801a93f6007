# %% tags=["preprocess"]
history = []


def log(event):
    history.append(event)


log("load")

# %% tags=["train"]
log("train")

# %% tags=["evaluate"]
print(history)
