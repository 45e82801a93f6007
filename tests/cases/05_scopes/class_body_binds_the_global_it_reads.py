# %% tags=["preprocess"]
for n in range(3):
    pass

# %% tags=["evaluate"]
class Box(Exception):
    n = n


try:
    raise Box()
except Box as problem:
    print(problem.n)
