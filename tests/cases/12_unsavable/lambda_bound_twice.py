# %% tags=["preprocess"]
double = lambda v: v * 3
data = [double(v) for v in range(3)]
double = lambda v: v * 2

# %% tags=["train"]
best = max(data, key=double)
print(best)

# %% tags=["evaluate"]
print([double(v) for v in data], best)
