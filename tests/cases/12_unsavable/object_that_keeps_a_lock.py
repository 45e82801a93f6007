# %% tags=["preprocess"]
import threading


class Box:
    def __init__(self):
        self.lock = threading.RLock()
        self.n = 1


box = Box()
box.n += 1

# %% tags=["train"]
print(box.n)
