# %% tags=["preprocess"]
rows = [n for n in range(3)]

# %%
factor = len("ab")

# %% tags=["evaluate"]
print([r * factor for r in rows])
