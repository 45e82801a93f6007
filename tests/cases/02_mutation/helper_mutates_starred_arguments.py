# %% tags=["functions"]
def stamp_all(label, *frames):
    for frame in frames:
        frame["label"] = label

# %% tags=["preprocess"]
one = {"n": sum(1 for c in "one")}
two = {"n": sum(1 for c in "three")}

# %% tags=["train"]
stamp_all("x", one, two)

# %% tags=["evaluate"]
print(one, two)
