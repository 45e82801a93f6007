# %% tags=["train"]
[(names := 2)]
def norm(value):
    with open('log.txt', 'w') as handle:
        handle.write(str(value))
names = norm(names)
print(names)
