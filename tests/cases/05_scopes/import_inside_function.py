# %% tags=["functions"]
def area(r):
    import math

    return round(math.pi * r, 3)

# %% tags=["evaluate"]
print(area(2))
