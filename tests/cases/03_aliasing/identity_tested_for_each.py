# %% tags=["predict"]
total = []
def g():
    return total
acc = g()

# %% tags=["preprocess"]
s = [acc]
xs = g()

# %% tags=["evaluate"]
b = 1
if any(v is xs for v in s):
    b = {}
print(b)
