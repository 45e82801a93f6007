# %% tags=["preprocess"]
data = [(n, 2 * n) for n in range(1, 4)]

# %% tags=["train"]
class Ratio:
    def fit(self, pairs):
        self.k = sum(b / a for a, b in pairs) / len(pairs)
        return self

    def predict(self, x):
        return self.k * x


ratio = Ratio().fit(data)

# %% tags=["evaluate"]
print(ratio.predict(10))
