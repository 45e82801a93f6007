# %% tags=["parameters"]
KINDS = ["a", "b"]

# %%
class Net:
    def __init__(self, n):
        self.w = [0.0] * n

# %% tags=["train"]
net = Net(len(KINDS))

# %% tags=["predict"]
print(net.w)
