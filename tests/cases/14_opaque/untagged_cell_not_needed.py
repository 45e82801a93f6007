# %% tags=["preprocess"]
rows = [n for n in range(3)]

# %%
unused = len("ab")

# %% tags=["evaluate"]
print(rows)
