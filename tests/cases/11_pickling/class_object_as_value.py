# %% tags=["functions"]
class Small:
    size = 1


class Large:
    size = 9

# %% tags=["preprocess"]
n = sum(1 for c in "abc")
kind = Large if n > 2 else Small

# %% tags=["evaluate"]
print(kind.__name__, kind().size)
