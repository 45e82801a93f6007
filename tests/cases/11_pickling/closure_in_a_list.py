# %%
def make(k):
    return lambda x: x * k


# %% tags=["preprocess"]
scales = []
for k in range(3):
    scales.append(make(k))

# %% tags=["evaluate"]
print(scales[2](5))
