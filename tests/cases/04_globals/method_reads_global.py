# %% tags=["preprocess"]
vocabulary = {w: i for i, w in enumerate("the cat sat".split())}


class Encoder:
    def encode(self, text):
        return [vocabulary.get(w, -1) for w in text.split()]

# %% tags=["train"]
codes = Encoder().encode("cat the")

# %% tags=["evaluate"]
print(codes, Encoder().encode("sat dog"))
