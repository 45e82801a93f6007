# %% tags=["preprocess"]
data = [n for n in range(3)]
print(data)

# %% tags=["evaluate"]
def unused():
    return data


print("done")
