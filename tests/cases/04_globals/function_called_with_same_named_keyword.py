# %% tags=["preprocess"]
alpha = sum(1 for c in "abcd") / 10


def blend(x, *, beta=1):
    return x * alpha + beta

# %% tags=["evaluate"]
for beta in (0, 1):
    print(blend(10, beta=beta))
