# %% tags=["preprocess"]
größe = sum(1 for c in "abc")
π = sum(1 / n for n in (1, 2))

# %% tags=["evaluate"]
print(größe, round(π, 4))
