# %% tags=["functions"]
def stamp_all(label, *frames):
    for frame in frames:
        frame["label"] = label

# %% tags=["preprocess"]
one = {"n": len("one")}
two = {"n": len("three")}

# %% tags=["train"]
stamp_all("x", one, two)

# %% tags=["evaluate"]
print(one, two)
