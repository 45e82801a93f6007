# %% tags=["preprocess"]
rows = [n for n in range(3)]

# %%
factor = sum(1 for c in "ab")

# %% tags=["evaluate"]
print([r * factor for r in rows])
