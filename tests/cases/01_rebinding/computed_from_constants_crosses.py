# %% tags=["preprocess"]
N = 4
squares = [n * n for n in range(N)]

# %% tags=["train"]
print(sum(squares), N)

# %% tags=["evaluate"]
print(squares, N)
