# %% tags=["imports"]
try:
    import json as coder

    HAS_CODER, HAS_BOTH = True, False
except ImportError:
    HAS_CODER = HAS_BOTH = False
try:
    import no_such_library

    HAS_CAT = True
except ImportError:
    HAS_CAT = False


# %% tags=["functions"]
def told(values):
    return coder.dumps(values) if HAS_CODER else str(values)


class Encoder(coder.JSONEncoder):
    plain = HAS_CAT


# %% tags=["preprocess"]
values = [1, 2]
print(told(values))

# %% tags=["train"]
if HAS_CAT:
    print(no_such_library.fit(values))
print(HAS_CAT, HAS_CODER, HAS_BOTH, told(values), Encoder().encode(values))

# %% tags=["evaluate"]
print("cat" if HAS_CAT else "no cat", Encoder.plain, coder.dumps(values))
