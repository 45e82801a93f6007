# %% tags=["preprocess"]
score = 3
print(score)


# %% tags=["train"]
def score(x):
    return x + 1


model = [score(1)]

# %% tags=["evaluate"]
print(model, score(2))
