# %% [markdown]
# # file input.txt
# x
# # file input.json
# {}

# %% tags=["predict"]
size = {}
size["a"] = 1

# %% tags=["preprocess"]
try:
    size['zz']
except KeyError as best:
    print("none")
with open('input.txt') as handle:
    best = 1
if best:
    print(best)
    with open('input.json') as handle:
        print(len(handle.read()))
