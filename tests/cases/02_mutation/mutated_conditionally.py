# %% tags=["preprocess"]
notes = ["start"]
size = sum(1 for c in "abc")

# %% tags=["train"]
if size > 2:
    notes.append("large")

# %% tags=["evaluate"]
print(notes)
