# %% tags=["preprocess"]
seen = []
seen.append(0)

# %% tags=["functions"]
class Loader:
    def __init__(self, rows):
        self.rows = rows

    def __iter__(self):
        for row in self.rows:
            seen.append(row)
            yield row * len(seen)

# %% tags=["preprocess"]
loader = Loader([1, 2, 3])
print(seen)

# %% tags=["train"]
for value in loader:
    print(value)
