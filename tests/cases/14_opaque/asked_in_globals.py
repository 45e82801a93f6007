# %% tags=["preprocess"]
a = sum([1, 2])
if "a" in globals():
    a += 1
if "b" not in locals():
    b = 5
globals()["c"] = a + b

# %% tags=["evaluate"]
print(a, b, c, globals()["c"])
