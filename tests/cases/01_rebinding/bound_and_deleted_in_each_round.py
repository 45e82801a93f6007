# %% tags=["preprocess"]
data = [1]
total = sum(data) - 1

# %% tags=["train"]
for i in range(5):
    if not total:
        del i
while total < 2:
    k = total
    total += 1
    if total:
        del k

# %% tags=["predict"]
for i in data:
    for i in range(2):
        pass
for k in data:
    pass
print(i, k)
