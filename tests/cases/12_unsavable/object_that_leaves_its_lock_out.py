# %% tags=["preprocess"]
import threading


class Box:
    def __init__(self):
        self.lock = threading.Lock()
        self.n = 1

    def __getstate__(self):
        return {"n": self.n}


box = Box()
box.n += 1

# %% tags=["train"]
print(box.n)
