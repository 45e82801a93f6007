# %% tags=["preprocess"]
line = [c for c in "789"]
head, *tail = line

# %% tags=["train"]
head, *tail = tail

# %% tags=["evaluate"]
print(head, tail, line)
