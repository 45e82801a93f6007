# %% tags=["preprocess"]
for i in range(3):
    print(i)

# %% tags=["evaluate"]
for i in range(2):
    print(i)
