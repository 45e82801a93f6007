# %% tags=["evaluate"]
names = 1
out_dir = []
print(names is out_dir)
def norm():
    with open('note.txt', 'w') as handle:
        handle.write("x")

# %% tags=["predict"]
print(getattr(norm, 'count', 0) + 1)
print(out_dir)
