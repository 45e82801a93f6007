# %% tags=["preprocess"]
count = 0
for word in "the cat the dog".split():
    count += 1

# %% tags=["train"]
count += 10

# %% tags=["evaluate"]
print(count)
