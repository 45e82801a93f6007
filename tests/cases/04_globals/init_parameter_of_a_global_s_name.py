# %% tags=["preprocess"]
class Settings:
    size = 3


class Data:
    def __init__(self, args, more=1):
        """Keep a number."""
        self.number = args.size + more

    def total(self):
        return self.number + args.size

    def again(self):
        return Data(self, more=2)

    @property
    def size(self):
        return self.number * 10


args = Settings()
args.size = 5
other = Settings()

# %% tags=["train"]
data = Data(other)
print(data.total(), Data(args, more=4).total(), data.again().total())

# %% tags=["evaluate"]
made = [Data(one) for one in (args, other)]
print([one.total() for one in made], list(map(Data, [other]))[0].total())
