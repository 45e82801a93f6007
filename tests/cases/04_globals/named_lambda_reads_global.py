# %% tags=["preprocess"]
weights = [n / 4 for n in range(1, 4)]
weigh = lambda xs: sum(w * x for w, x in zip(weights, xs))

# %% tags=["train"]
score = weigh([1, 2, 3])

# %% tags=["evaluate"]
print(score, weigh([0, 0, 4]))
