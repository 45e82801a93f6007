# %% tags=["train"]
LIMITS = {"a": 1}
try:
    LIMITS["b"]
except KeyError:
    from string import digits as figures
try:
    from math import floor as g

    LIMITS["c"]
except Exception:
    from math import ceil as g
try:
    print("first")
    from math import nothing
except ImportError:
    from math import trunc as nothing

# %% tags=["preprocess"]
print(figures, g(2.5), nothing(2.5))
