# %% tags=["preprocess"]
index = {}


def lookup(word):
    return index.get(word, "?")


index["a"] = 1
print(lookup("a"))

# %% tags=["train"]
index["b"] = 2

# %% tags=["evaluate"]
print(lookup("b"), lookup("c"))
