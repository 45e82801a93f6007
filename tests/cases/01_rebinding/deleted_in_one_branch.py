# %% tags=["evaluate"]
pairs = {}
if 'm' in pairs:
    'a note'
else:
    pairs = 2
    del pairs
print(1)
