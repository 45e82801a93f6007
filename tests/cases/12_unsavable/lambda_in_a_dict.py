# %% tags=["preprocess"]
scale = len("ab")
steps = {"double": lambda x: x * scale}

# %% tags=["evaluate"]
print(steps["double"](4))
