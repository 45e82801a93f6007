# %% tags=["preprocess"]
scale = 1
scale += 1

# %% tags=["functions"]
class Scaler:
    size = scale
    label: str = f"by {scale}"

    def times(self, x):
        return x * self.size

# %% tags=["preprocess"]
print(Scaler().times(3))
scale = 10

# %% tags=["train"]
print(Scaler().times(4), Scaler.label, scale)
