# %% tags=["preprocess"]
values = [3, 4]
values.append(5)
many = len(values) > 5
if many:
    import no_such_library as coder
else:
    import json as coder
print(coder.dumps(values))

# %% tags=["train"]
print(coder.dumps(values[1:]))
