# %% tags=["evaluate"]
b = {}
try:
    b['zz']
except KeyError as b:
    print("no zz")
best = 1
if best < 2:
    del best
print("done")
