# %% tags=["parameters"]
RATE = 0.25

# %% tags=["train"]
model_config = [RATE]

# %% tags=["evaluate"]
print(RATE, model_config)
