# %% tags=["preprocess"]
names = {}
seen = [names]
row = (1, names)


# %%
def given():
    return names


# %% tags=["train"]
n = given()
a = [seen] * 2
first = row[1]

# %% tags=["evaluate"]
names = seen = row = 1
n["y"] = 1
print(a, first)
