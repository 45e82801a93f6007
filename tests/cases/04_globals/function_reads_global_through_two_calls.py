# %% tags=["functions"]
def normalise(x):
    return (x - stats["mean"]) / stats["std"]


def prepare(xs):
    return [normalise(x) for x in xs]


def report(xs):
    return "; ".join(f"{v:.3f}" for v in prepare(xs))

# %% tags=["preprocess"]
data = [n * 1.5 for n in range(5)]
stats = {"mean": sum(data) / len(data), "std": 2.0}

# %% tags=["train"]
train_values = prepare(data)

# %% tags=["evaluate"]
print(report(data), len(train_values))
