# %% tags=["preprocess"]
left = right = [n for n in range(2)]

# %% tags=["train"]
left.append(9)

# %% tags=["evaluate"]
print(right)
