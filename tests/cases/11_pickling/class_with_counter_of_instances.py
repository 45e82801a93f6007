# %% tags=["functions"]
class Tracked:
    made = 0

    def __init__(self):
        Tracked.made += 1
        self.number = Tracked.made

# %% tags=["preprocess"]
first = Tracked()

# %% tags=["train"]
second = Tracked()

# %% tags=["evaluate"]
print(first.number, second.number, Tracked.made)
