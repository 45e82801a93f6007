# %% tags=["preprocess"]
try:
    import no_such_library

    HAS_CAT = True
except:
    HAS_CAT = False
values = [3, 4]

# %% tags=["train"]
print(sum(values) if not HAS_CAT else no_such_library.sum(values))

# %% tags=["evaluate"]
print(HAS_CAT, values)
