# %% tags=["preprocess"]
name = "-".join(["a", "b"])
title = name

# %% tags=["train"]
title += "!"

# %% tags=["evaluate"]
print(name, title)
