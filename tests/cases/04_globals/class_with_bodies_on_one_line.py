# %%
import statistics


class Scaled:
    def __init__(self, value): self.value = value
    def result(self): return self.value * factor; print("never")


# %% tags=["preprocess"]
factor = statistics.mean([2, 2])

# %% tags=["train"]
one = Scaled(3)
print(one.result(), one.value)
