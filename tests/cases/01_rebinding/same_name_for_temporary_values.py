# %% tags=["preprocess"]
tmp = [n for n in range(4)]
total = sum(tmp)

# %% tags=["train"]
tmp = total * 2
doubled = tmp + 1

# %% tags=["evaluate"]
tmp = f"{total} {doubled}"
print(tmp)
