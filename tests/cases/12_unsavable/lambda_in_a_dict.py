# %% tags=["preprocess"]
scale = sum(1 for c in "ab")
steps = {"double": lambda x: x * scale}

# %% tags=["evaluate"]
print(steps["double"](4))
