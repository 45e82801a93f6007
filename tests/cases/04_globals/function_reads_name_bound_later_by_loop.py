# %% tags=["functions"]
def current():
    return step * 2

# %% tags=["preprocess"]
for step in range(3):
    print(current())

# %% tags=["evaluate"]
print(current())
