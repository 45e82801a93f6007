# %% [markdown]
# file words.txt
# one
# two

# %% tags=["preprocess"]
handle = open("words.txt")
words = handle.read().split()
handle.close()

# %% tags=["evaluate"]
print(words)
