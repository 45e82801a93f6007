# %% tags=["preprocess"]
print("first")

# %% tags=["train"]
print("train")

# %% tags=["preprocess"]
print("second")

# %% tags=["evaluate"]
print("end")
