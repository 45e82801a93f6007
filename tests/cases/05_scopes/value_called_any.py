# %% tags=["preprocess"]
first, Any = (len("a"), {len("ab")})

# %% tags=["evaluate"]
print(first, Any)
