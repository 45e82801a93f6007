# %% tags=["preprocess"]
it = iter([n for n in range(4)])
first = next(it)

# %% tags=["evaluate"]
print(first, list(it))
