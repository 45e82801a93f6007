# %% tags=["preprocess"]
seen = set()
words = [c for c in "abacb"]

# %% tags=["train"]
unique = [w for w in words if not (w in seen or seen.add(w))]

# %% tags=["evaluate"]
print(unique, sorted(seen))
