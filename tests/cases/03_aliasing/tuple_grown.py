# %% tags=["functions"]
def with_one_more(given, one):
    given += (one,)
    return given

# %% tags=["preprocess"]
scores = [n for n in range(2)]
names = [str(n) for n in range(2)]
runs = (names,)
runs += (1,)
others = with_one_more((2,), scores)

# %% tags=["train"]
scores.append(5)
names.append("b")

# %% tags=["evaluate"]
print(runs, others)
