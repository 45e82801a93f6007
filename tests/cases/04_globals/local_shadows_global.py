# %% tags=["preprocess"]
total = sum(range(5))
print(total)

# %% tags=["evaluate"]
def add(xs):
    total = 0
    for x in xs:
        total += x
    return total


print(add([1, 2]))
