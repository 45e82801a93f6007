# %% tags=["preprocess"]
n = sum(1 for c in "abc")


class Box:
    n = 10
    doubled = n * 2

    def read(self):
        return n

# %% tags=["evaluate"]
print(Box.doubled, Box().read())
