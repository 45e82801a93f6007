# %% tags=["evaluate"]
data = []
def h(x=data):
    return x
s = h()
seen = 2
data = seen
names = h()

# %% tags=["train"]
print(names is s)
