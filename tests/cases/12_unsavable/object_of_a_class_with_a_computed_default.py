# %% tags=["parameters"]
KINDS = ["a", "b"]

# %%
class Net:
    def __init__(self, n=len(KINDS)):
        self.w = [0.0] * n

# %% tags=["train"]
net = Net()

# %% tags=["predict"]
print(net.w)
