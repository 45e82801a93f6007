# %% tags=["imports"]
try:
    import a_module_that_is_not_there as fast
except ImportError:
    fast = None
try:
    import ujson_not_there as json
except ImportError:
    import json

# %% tags=["preprocess"]
text = json.dumps({"a": 1})

# %% tags=["evaluate"]
print(json.loads(text), fast is None)
