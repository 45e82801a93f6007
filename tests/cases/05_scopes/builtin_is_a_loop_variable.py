# %% tags=["preprocess"]
rows = []
for id in ["a", "b"]:
    rows.append(f"{id}!")
print(rows)

# %% tags=["train"]
print(id, rows)
