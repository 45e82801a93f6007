# %% tags=["functions"]
def tagged(record, tag):
    record["tag"] = tag
    return record

# %% tags=["preprocess"]
raw = {"n": sum(1 for c in "abc")}

# %% tags=["train"]
clean = tagged(raw, "t")
clean["more"] = 1

# %% tags=["evaluate"]
print(raw)
