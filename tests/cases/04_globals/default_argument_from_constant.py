# %% tags=["preprocess"]
K = 3


def top(xs, k=K):
    return sorted(xs)[-k:]

# %% tags=["evaluate"]
print(top([5, 1, 4, 2]), top([1, 2], k=1))
