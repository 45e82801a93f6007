# %% tags=["preprocess"]
rows = [n for n in range(3)]

# %%
unused = sum(1 for c in "ab")

# %% tags=["evaluate"]
print(rows)
