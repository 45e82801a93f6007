# %% tags=["preprocess"]
weights = []
best = {"w": weights}
first = last = [1]

# %% tags=["train"]
both = [weights, best["w"]]
pair = {"first": first}
pair["last"] = last

# %% tags=["predict"]
moved = both
weights = best = first = last = both = None

# %% tags=["evaluate"]
moved[0].append(3)
pair["last"].append(4)
print(moved, pair, weights)
