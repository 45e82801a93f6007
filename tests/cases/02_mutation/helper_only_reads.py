# %% tags=["functions"]
def describe(items, name="x"):
    local = []
    for item in items:
        local.append(item * 2)
    return f"{name}: {local}"

# %% tags=["preprocess"]
data = [n for n in range(3)]

# %% tags=["train"]
text = describe(data, name="train")

# %% tags=["evaluate"]
print(text, data)
