# %%
def scale(values):
    return [value * 2 for value in values]


def rounded(values):
    return [round(value) for value in scale(values)]


# %% tags=["preprocess"]
values = [1.5, 2.25]
print(rounded(values))

# %% tags=["train"]
scale = scale(values)
print(f"{scale} {scale[0]:.2f}", [scale for scale in range(2)])

# %% tags=["evaluate"]
print(sum(scale))
