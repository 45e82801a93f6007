# %% tags=["functions"]
class Scores:
    best = 3

def wanted():
    return 1

# %% tags=["train"]
found = Scores()

# %% tags=["predict"]
first = 1

# %% tags=["evaluate"]
if wanted():
    chosen = found

# %% tags=["predict"]
(value,) = (found.best,)
print(value + first)

# %% tags=["evaluate"]
print(chosen.best, found.best)
