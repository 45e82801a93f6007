# %% tags=["train"]
limit = 2
limit += 1


def over(row):
    return row > limit


rows = [1, 2, 3, 4]
rows.append(5)
print([over(limit) for limit in rows])

# %% tags=["predict"]
print([over(limit) for limit in rows], limit)
