# %% tags=["imports"]
HAS_CODER = False
try:
    import json as coder

    HAS_CODER = True
except ImportError:
    pass


# %% tags=["functions"]
def told(values):
    return coder.dumps(values) if HAS_CODER else str(values)


# %% tags=["preprocess"]
values = [1, 2]

# %% tags=["train"]
if HAS_CODER:
    print(coder.dumps(values), told(values))

# %% tags=["evaluate"]
print(HAS_CODER, told(values))
