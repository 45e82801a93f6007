# %% tags=["preprocess"]
with open("log.txt", "w") as f:
    f.write("a\n")
with open("log.txt", "a") as f:
    f.write("b\n")
with open("log.txt") as f:
    text = f.read()

# %% tags=["evaluate"]
print(repr(text))
