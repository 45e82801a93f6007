# %% tags=["preprocess"]
with open("state.txt", "w") as f:
    f.write("one")

# %% tags=["train"]
with open("state.txt") as f:
    first = f.read()
with open("state.txt", "w") as f:
    f.write(first + " two")

# %% tags=["evaluate"]
with open("state.txt") as f:
    print(first, "|", f.read())
