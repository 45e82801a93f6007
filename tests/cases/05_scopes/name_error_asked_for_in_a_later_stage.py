# %% tags=["preprocess"]
total = len("abc")
if total > 5:
    found = 1

# %% tags=["evaluate"]
try:
    print(found)
except NameError:
    print("nothing", total)
