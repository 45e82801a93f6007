# %% tags=["preprocess"]
total = [1]
kept = {"y": total}
size = list(kept.values())

# %% tags=["train"]
if "k" not in kept:
    total.append(1)
elif total:
    del size

# %% tags=["evaluate"]
print(total, kept)
