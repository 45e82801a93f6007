# %%
class Scaler:
    def __init__(self, k):
        self.scale = lambda x: x * k


# %% tags=["preprocess"]
scaler = Scaler(3)

# %% tags=["evaluate"]
print(scaler.scale(5))
