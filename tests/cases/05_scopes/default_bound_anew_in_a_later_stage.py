# %% tags=["preprocess"]
limits = [3]
limits.append(4)
print(limits)

# %% tags=["functions"]
def near(x, bounds=limits, *, step=len(limits)):
    return [x + step for _ in bounds]

# %% tags=["train"]
limits = None
found = list(map(near, [1, 2]))
print(found, limits)

# %% tags=["evaluate"]
print(near(3), found)
