# %% tags=["preprocess"]
_ = [1, 2]
_2 = [3, 4]
_class = [5]
for rows in (_, _2, _class):
    rows.append(6)

# %% tags=["train"]
print(_, _2, _class)
