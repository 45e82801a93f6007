# %% tags=["preprocess"]
error = "none" * len("a")
try:
    int("x")
except ValueError as error:
    message = str(error)

# %% tags=["evaluate"]
print(message)
