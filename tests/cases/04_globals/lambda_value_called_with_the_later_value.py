# %% tags=["preprocess"]
bias = len("abc")
shift = abs
print(shift(-bias))

# %% tags=["train"]
shift = lambda x: x + bias
print(shift(1))

# %% tags=["evaluate"]
bias = 2

# %% tags=["train"]
print(shift(4))
