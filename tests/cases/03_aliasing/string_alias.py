# %% tags=["preprocess"]
name = "-".join(c for c in "ab")
title = name

# %% tags=["train"]
title += "!"

# %% tags=["evaluate"]
print(name, title)
