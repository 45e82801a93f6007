# %% tags=["functions"]
def record(message, *, target):
    target.append(message)

# %% tags=["preprocess"]
history = [str(n) for n in range(2)]

# %% tags=["train"]
record("fit", target=history)

# %% tags=["evaluate"]
record("done", target=history)
print(history)
