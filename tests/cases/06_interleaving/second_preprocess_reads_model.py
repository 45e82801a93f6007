# %% tags=["preprocess"]
rows = [n for n in range(4)]

# %% tags=["train"]
model = sum(rows)

# %% tags=["preprocess"]
residuals = [r - model for r in rows]

# %% tags=["predict"]
print(residuals)
