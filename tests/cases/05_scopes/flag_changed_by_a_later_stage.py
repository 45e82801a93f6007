# %% tags=["imports"]
try:
    import json as coder

    HAS_CODER = True
except ImportError:
    HAS_CODER = False

# %% tags=["preprocess"]
values = [3, 4]
print(HAS_CODER)

# %% tags=["train"]
HAS_CODER = HAS_CODER and len(values) > 2
print(HAS_CODER)

# %% tags=["evaluate"]
print(coder.dumps(values) if HAS_CODER else values)
