# %% tags=["preprocess"]
first = [n for n in range(2)]
second = [n for n in range(3)]

# %% tags=["train"]
target = first if len(first) > len(second) else second
target.append("x")

# %% tags=["evaluate"]
print(first, second)
