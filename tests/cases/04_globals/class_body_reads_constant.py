# %% tags=["preprocess"]
WIDTH = 4


class Net:
    size = WIDTH * 2

    def area(self):
        return self.size**2

# %% tags=["evaluate"]
print(Net().area())
