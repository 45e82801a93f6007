# %%
from dataclasses import dataclass


# %% tags=["train"]
@dataclass
class CFG:
    rate: float = 0.1
    n: int = 2


cfg = CFG()


def train(x, cfg):
    return x * cfg.rate + cfg.n


print(train(3, cfg))


# %% tags=["evaluate"]
@dataclass
class CFG:
    rate: float = 0.2
    n: int = 3


cfg = CFG()


class Model:
    def __init__(self, cfg, k):
        self.rate = cfg.rate
        self.k = k

    def run(self, x):
        return x * self.rate * self.k


print(train(3, cfg=cfg), Model(cfg, k=2).run(2))
