# %% tags=["imports"]
GPU = False
DEVICES = 3 if GPU else 0
if DEVICES > 0:
    import no_such_library as coder
else:
    import json as coder


# %% tags=["functions"]
class Encoder(coder.JSONEncoder):
    pass


# %% tags=["preprocess"]
values = [3, 4]
print(coder.dumps(values))

# %% tags=["train"]
print(Encoder().encode(values), GPU)

# %% tags=["evaluate"]
print(coder.dumps(values))
