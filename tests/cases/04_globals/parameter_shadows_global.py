# %% tags=["preprocess"]
model = "".join(["a", "b"])
print(model)

# %% tags=["evaluate"]
def show(model):
    return f"<{model}>"


print(show("m"), [model for model in range(2)])
