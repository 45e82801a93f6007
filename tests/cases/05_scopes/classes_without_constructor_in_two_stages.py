# %% tags=["preprocess"]
base = 2
base += 1

# %% tags=["functions"]
class Level(int):
    def above(self):
        return self + base


class Stop(Exception):
    def code(self):
        return base * 2

# %% tags=["preprocess"]
print(Level(2).above())
try:
    raise Stop("early")
except Stop as error:
    print(error.code(), error)

# %% tags=["train"]
print(Level(5).above(), issubclass(Stop, Exception))
