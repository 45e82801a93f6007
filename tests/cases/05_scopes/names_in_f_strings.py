# %% tags=["preprocess"]
width = sum(1 for c in "abcdef")
value = 3.14159 * sum(1 for c in "ab")

# %% tags=["evaluate"]
print(f"{value:{width}.2f}|{value!r:>{width * 2}}|{'width'}")
