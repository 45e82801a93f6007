# %% tags=["preprocess"]
batch = sum(1 for c in "ab")
data = [n for n in range(5)]


def batches(xs):
    for i in range(0, len(xs), batch):
        yield xs[i : i + batch]

# %% tags=["train"]
sums = [sum(b) for b in batches(data)]

# %% tags=["evaluate"]
print(sums, list(batches("abc")))
