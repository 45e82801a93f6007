# %% tags=["preprocess"]
width = sum(1 for c in "abcd")


class Net:
    size = width * 2

    def area(self):
        return self.size**2

# %% tags=["evaluate"]
print(Net().area(), width)
