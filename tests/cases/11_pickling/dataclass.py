# %% tags=["imports"]
from dataclasses import dataclass, field

# %% tags=["functions"]
@dataclass
class Run:
    name: str
    scores: list[float] = field(default_factory=list)

# %% tags=["train"]
run = Run("a")
run.scores.append(0.5)

# %% tags=["evaluate"]
print(run, run == Run("a", [0.5]))
