# %%
class Store:
    def __init__(self, folder):
        self.folder = folder

    def save(self, name, value):
        with open(f"{self.folder}/{name}.txt", "w") as file:
            file.write(str(value))


# %% tags=["preprocess"]
here = Store(".")
here.save("q", 3)
there = Store("./")
there.save("r", 4)
words = "a b".split()

# %% tags=["train"]
print(len(words))
