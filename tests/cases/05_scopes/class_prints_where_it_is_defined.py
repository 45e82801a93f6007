# %% tags=["preprocess"]
a = 1

# %% tags=["functions"]
class Step:
    print("made")

    def add(self, x):
        return x + 1

# %% tags=["train"]
print(Step().add(a))
