# %% tags=["preprocess"]
a = len("ab")

# %% tags=["evaluate"]
print(sorted(k for k in vars() if k == "a"))
