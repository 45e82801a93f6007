# %% tags=["functions"]
def make_counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count

    return step

# %% tags=["preprocess"]
count = len("ab")
step = make_counter()
print(step(), step())

# %% tags=["evaluate"]
counter = make_counter()
print(counter(), count)
