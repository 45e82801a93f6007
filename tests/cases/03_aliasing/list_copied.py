# %% tags=["preprocess"]
a = [n for n in range(3)]
b = list(a)
c = a[:]

# %% tags=["train"]
b.append("x")
c.append("y")

# %% tags=["evaluate"]
print(a, b, c)
