# %% tags=["preprocess"]
history = [n for n in range(2)]

# %% tags=["train"]
add = history.append
add("x")
add("y")

# %% tags=["evaluate"]
print(history)
