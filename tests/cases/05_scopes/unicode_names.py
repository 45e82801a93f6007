# %% tags=["preprocess"]
größe = len("abc")
π = 3 + 1 / 7

# %% tags=["evaluate"]
print(größe, round(π, 4))
