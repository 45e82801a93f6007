# %% tags=["preprocess"]
pairs = 2

# %% tags=["evaluate"]
def h():
    print(pairs)
c = {}
try:
    c['zz']
except KeyError as pairs:
    1
[h]
