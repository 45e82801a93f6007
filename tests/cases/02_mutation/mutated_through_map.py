# %% tags=["preprocess"]
rows = [[n] for n in range(3)]

# %% tags=["train"]
done = list(map(lambda row: row.append(0), rows))

# %% tags=["evaluate"]
print(rows, done)
