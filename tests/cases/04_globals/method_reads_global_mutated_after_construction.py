# %% tags=["preprocess"]
known = {c: i for i, c in enumerate("ab")}


class Coder:
    def code(self, c):
        return known.get(c, -1)


coder = Coder()

# %% tags=["train"]
known["z"] = 26
print(coder.code("z"))

# %% tags=["evaluate"]
print(coder.code("z"), coder.code("a"))
