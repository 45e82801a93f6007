# %% tags=["preprocess"]
big = [n for n in range(100)]
small = big[:3]
del big

# %% tags=["evaluate"]
print(small)
