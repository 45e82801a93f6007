# %% tags=["preprocess"]
n = len("abc")


class Box:
    n = 10
    doubled = n * 2

    def read(self):
        return n

# %% tags=["evaluate"]
print(Box.doubled, Box().read())
