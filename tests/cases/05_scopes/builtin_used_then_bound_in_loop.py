# %% tags=["preprocess"]
total = sum([1, 2])
for sum in range(3):
    total += sum
print(total)

# %% tags=["evaluate"]
del sum
print(sum([total, 1]))
