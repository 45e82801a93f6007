# %% tags=["preprocess"]
import statistics

total = statistics.mean([0, 0])

# %% tags=["predict"]
data = total + 5


def f(x):
    return x + total


# %% tags=["evaluate"]
inner = f


def f(x):
    return inner(x) + 1


total = 1

# %% tags=["train"]
print(f(4), data)
