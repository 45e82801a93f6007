# %% tags=["preprocess"]
rows = [n for n in range(2)]
middle = {"rows": rows}
outer = [middle]

# %% tags=["train"]
outer[0]["rows"].append(7)

# %% tags=["evaluate"]
print(rows, outer)
