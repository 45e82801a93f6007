# %% tags=["preprocess"]
error = "none" * sum(1 for c in "a")
try:
    int("x")
except ValueError as error:
    message = str(error)

# %% tags=["evaluate"]
print(message)
