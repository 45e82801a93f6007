# %% tags=["preprocess"]
rows = [1, 2]
with open("log.txt", "w") as handle:
    handle.write("start\n")


def noted(value):
    with open("log.txt", "w") as handle:
        handle.write(str(value))
    return value


total = noted(sum(rows))

# %% tags=["evaluate"]
with open("log.txt") as handle:
    print(total, handle.read())
