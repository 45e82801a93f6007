# %% tags=["functions"]
def passed(record):
    return record

# %% tags=["preprocess"]
raw = {"n": sum(1 for c in "abc")}

# %% tags=["train"]
clean = passed(raw)
clean["more"] = 1

# %% tags=["evaluate"]
print(raw)
