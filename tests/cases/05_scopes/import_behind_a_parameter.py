# %% tags=["parameters"]
FAST = False

# %% tags=["preprocess"]
if FAST:
    import no_such_library as coder
else:
    import json as coder
values = [3, 4]
print(coder.dumps(values))

# %% tags=["train"]
print(coder.dumps(values[1:]))

# %% tags=["evaluate"]
print(coder.dumps(values[:1]))
