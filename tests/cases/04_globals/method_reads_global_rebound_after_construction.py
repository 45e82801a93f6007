# %% tags=["preprocess"]
unit = "".join(c for c in "km")


class Formatter:
    def __init__(self, digits):
        self.digits = digits

    def show(self, x):
        return f"{x:.{self.digits}f} {unit}"


formatter = Formatter(1)
print(formatter.show(2))

# %% tags=["train"]
unit = unit.upper()
print(formatter.show(3))

# %% tags=["evaluate"]
print(formatter.show(4))
