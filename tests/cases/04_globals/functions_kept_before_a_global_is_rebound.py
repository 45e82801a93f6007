# %% tags=["evaluate"]
total = 2
total += 1

# %% tags=["functions"]
def g(k):
    return k + total

def gen():
    for i in range(2):
        yield i + total

def once(rows):
    return sum(r + total for r in rows) + len(sorted(rows, key=lambda r: -r + total))

# %% tags=["predict"]
d = {}
d["f"] = g
it = gen()
z = once([1, 2])
total = 5
print(d["f"](1), list(it), z)
f = lambda total: g(total)
print(f(9))
