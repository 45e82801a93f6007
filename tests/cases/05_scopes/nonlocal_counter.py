# %% tags=["functions"]
def make_counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count

    return step

# %% tags=["preprocess"]
count = sum(1 for c in "ab")
step = make_counter()
print(step(), step())

# %% tags=["evaluate"]
counter = make_counter()
print(counter(), count)
