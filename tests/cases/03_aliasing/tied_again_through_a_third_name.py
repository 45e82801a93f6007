# %% tags=["preprocess"]
names = [0]
seen = list(filter(lambda v: v is not None, names))


def latest():
    return seen


acc = latest()

# %% tags=["train"]
names.append(acc)
acc = 1
seen.pop()
print(names)
