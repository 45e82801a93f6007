# %% tags=["preprocess"]
texts = "1 2 3".split()
numbers = map(int, texts)
pairs = zip(texts, range(3))

# %% tags=["evaluate"]
print(list(numbers), list(pairs))
