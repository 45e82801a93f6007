# %% tags=["preprocess"]
k = sum(1 for c in "abcd")


def power(k):
    return lambda x, k=k: x**k


def shifted(x):
    return (lambda x: x + k)(x)

# %% tags=["evaluate"]
print(power(2)(3), shifted(1))
