# %% tags=["functions"]
import json

class Keeper:
    def keep(self, value):
        with open("kept.json", "w") as file:
            json.dump(value, file)

# %% tags=["train"]
env = {"n": sum([1, 2])}

class Game:
    def __init__(self, rounds=2):
        self.env = env
        self.keeper = Keeper()
        self.rounds = rounds

    def train(self):
        self.keeper.keep(self.rounds + self.env["n"])
        return self.rounds

game = Game(3)
print(game.train())

# %% tags=["evaluate"]
print(env)
