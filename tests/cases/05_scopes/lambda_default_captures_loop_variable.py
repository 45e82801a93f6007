# %% tags=["evaluate"]
adders = [lambda x, i=i: x + i for i in range(3)]
late = [lambda x: x + j for j in range(3)]
print([f(10) for f in adders], [f(10) for f in late])
