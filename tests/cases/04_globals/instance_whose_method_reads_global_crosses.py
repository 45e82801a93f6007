# %% tags=["preprocess"]
vocabulary = {w: i for i, w in enumerate("the cat sat".split())}


class Encoder:
    def __init__(self, default):
        self.default = default

    def encode(self, text):
        return [vocabulary.get(w, self.default) for w in text.split()]


encoder = Encoder(-1)

# %% tags=["evaluate"]
print(encoder.encode("sat dog"))
