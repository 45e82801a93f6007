# %% tags=["preprocess"]
for name in "xy":
    globals()[name] = name * 2

# %% tags=["evaluate"]
print(x, y)
