# %% tags=["preprocess"]
X = [n for n in range(3)]
x = [n for n in "abc"]

# %% tags=["train"]
y = len(X)
Y = len(x) * 2

# %% tags=["evaluate"]
print(X, x, y, Y)
