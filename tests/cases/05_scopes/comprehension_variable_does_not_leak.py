# %% tags=["preprocess"]
x = len("abc")
squares = [x * x for x in range(4)]

# %% tags=["evaluate"]
print(x, squares)
