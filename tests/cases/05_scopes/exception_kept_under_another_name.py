# %% tags=["preprocess"]
problem = None
try:
    {}["missing"]
except KeyError as e:
    problem = e

# %% tags=["evaluate"]
print(repr(problem))
