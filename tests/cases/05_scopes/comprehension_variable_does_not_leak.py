# %% tags=["preprocess"]
x = sum(1 for c in "abc")
squares = [x * x for x in range(4)]

# %% tags=["evaluate"]
print(x, squares)
