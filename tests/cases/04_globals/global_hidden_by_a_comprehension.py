# %% tags=["evaluate"]
total = 2
total += 1

# %% tags=["functions"]
def g(k):
    return k + total

# %% tags=["predict"]
xs = g((total := 1))
print(xs)
xs = [g(total) for total in range(3)]
for i in range(3):
    total = g(i)
print(xs, total)
xs = (lambda v: v + total)((total := 7))
print(xs)
print(list(map(lambda v: g(v), [(total := 3)])))
