# %% tags=["preprocess"]
values = [n for n in range(5)]
big = [last for n in values if (last := n * 2) > 4]

# %% tags=["evaluate"]
print(last, big)
