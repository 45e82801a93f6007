# %% tags=["preprocess"]
inner = [n for n in range(2)]
outer = []
outer.append(inner)

# %% tags=["train"]
inner.append("late")

# %% tags=["evaluate"]
print(outer)
