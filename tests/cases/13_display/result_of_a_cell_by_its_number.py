# %% tags=["preprocess"]
rows = [3, 1]
len(rows)

# %% tags=["evaluate"]
print(Out[1])
