# %% tags=["preprocess"]
import os


class Base:
    def __init__(self):
        self.sink = open(os.devnull)
        self.n = 1


class Box(Base):
    pass


box = Box()
box.n += 1

# %% tags=["train"]
print(box.n)
