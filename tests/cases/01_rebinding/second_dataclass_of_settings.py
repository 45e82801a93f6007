# %%
from dataclasses import dataclass

# %% tags=["train"]
@dataclass
class CFG:
    rate: float = 0.1
cfg = CFG()
print(cfg.rate, cfg.__dict__)
# %% tags=["evaluate"]
@dataclass
class CFG:
    rate: float = 0.2
    n: int = 3
cfg = CFG()
def f(x):
    return x * cfg.n
print(cfg.rate, f(2))
