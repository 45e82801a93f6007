# %% tags=["preprocess"]
width = len("abcdef")
value = 3.14159 * len("ab")

# %% tags=["evaluate"]
print(f"{value:{width}.2f}|{value!r:>{width * 2}}|{'width'}")
