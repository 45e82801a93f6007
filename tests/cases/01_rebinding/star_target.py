# %% tags=["preprocess"]
line = "7,8,9".split(",")
head, *tail = line

# %% tags=["train"]
head, *tail = tail

# %% tags=["evaluate"]
print(head, tail, line)
