# %% tags=["preprocess"]
with open("log.txt", "w") as log:
    log.write("cleaned")

# %% tags=["train"]
with open("log.txt", "a") as log:
    log.write("trained")

# %% tags=["evaluate"]
with open("log.txt") as log:
    print(log.read())
