# %% tags=["preprocess"]
score = sum(n for n in range(5))

# %% tags=["train"]
score = score + 1
print(score)

# %% tags=["evaluate"]
print(score)
score = 0
print(score)
