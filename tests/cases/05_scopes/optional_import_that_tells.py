# %% tags=["preprocess"]
try:
    import json as coder

    print("found", coder.__name__)
except ImportError as error:
    coder = None
    print("not found", error)
values = [3, 4]


# %% tags=["functions"]
def told(values):
    return coder.dumps(values)


class Encoder(coder.JSONEncoder):
    pass


# %% tags=["train"]
print(told(values), coder.dumps(values[:1]))

# %% tags=["evaluate"]
print(told(values), Encoder().encode(values))
