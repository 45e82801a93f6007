# %% [markdown]
# file data/a.txt
# one

# %% [markdown]
# file data/b.txt
# two

# %% tags=["preprocess"]
with open("data/a.txt") as first, open("data/b.txt") as second:
    words = [first.read().strip(), second.read().strip()]

# %% tags=["train"]
print(words)
