# %% tags=["preprocess"]
a = sum(1 for c in "ab")

# %% tags=["evaluate"]
print(sorted(k for k in vars() if k == "a"))
