# %% tags=["preprocess"]
notes = ["start"]
size = len("abc")

# %% tags=["train"]
if size > 2:
    notes.append("large")

# %% tags=["evaluate"]
print(notes)
