# %% tags=["functions"]
def g():
    with open('log.txt', 'w') as handle:
        handle.write("x")

# %% tags=["evaluate"]
g.count = 1
print(g.count)
g()
x = g
