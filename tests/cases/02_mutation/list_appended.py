# %% tags=["preprocess"]
log = []
log.append("loaded")

# %% tags=["train"]
log.append("trained")

# %% tags=["evaluate"]
print(log)
