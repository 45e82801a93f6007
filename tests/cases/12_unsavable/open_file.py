# %% [markdown]
# file words.txt
# one
# two

# %% tags=["preprocess"]
handle = open("words.txt")
first = handle.readline().strip()

# %% tags=["evaluate"]
print(first, handle.readline().strip())
