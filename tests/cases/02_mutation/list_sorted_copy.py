# %% tags=["preprocess"]
scores = [n % 3 for n in range(5)]

# %% tags=["train"]
ranked = sorted(scores, reverse=True)
backwards = list(reversed(scores))
print(scores[::-1])

# %% tags=["evaluate"]
print(scores, ranked, backwards)
