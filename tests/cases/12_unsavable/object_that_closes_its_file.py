# %% tags=["preprocess"]
import os


class Box:
    def __init__(self):
        self.sink = open(os.devnull)
        self.sink.close()
        self.sink = None
        self.n = 1


box = Box()
box.n += 1

# %% tags=["train"]
print(box.n)
