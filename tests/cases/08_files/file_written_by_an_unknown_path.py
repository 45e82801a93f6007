# %% tags=["preprocess"]
b = []
if not b:
    PATH = 'log.txt'

# %% tags=["train"]
with open(PATH, 'w') as handle:
    handle.write("x")

# %% tags=["predict"]
with open('log.txt') as handle:
    print(handle.read())
