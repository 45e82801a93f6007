# %%
class Kept:
    def __new__(cls, name):
        made = super().__new__(cls)
        made.name = name
        return made

    def __getnewargs__(self):
        return (self.name,)


class Celsius(float):
    def __new__(cls, value, place="yard"):
        made = super().__new__(cls, value)
        made.place = place
        return made


class Single:
    _one = None

    def __new__(cls, *args):
        if cls._one is None:
            cls._one = super().__new__(cls)
        return cls._one


# %% tags=["preprocess"]
kept = Kept("oak")
degrees = Celsius(3.5)
single = Single()

# %% tags=["evaluate"]
print(kept.name, degrees + 1, degrees.place, single is not None)
