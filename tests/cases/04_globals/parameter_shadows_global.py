# %% tags=["preprocess"]
model = "".join(c for c in "ab")
print(model)

# %% tags=["evaluate"]
def show(model):
    return f"<{model}>"


print(show("m"), [model for model in range(2)])
