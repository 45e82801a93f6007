# %% tags=["preprocess"]
seen = []
last = None

class Reader:
    def read(self, value):
        global last
        last = value
        seen.append(value)
        return value * 2

made = Reader().read(4)

# %% tags=["train"]
print(made, last, seen)
