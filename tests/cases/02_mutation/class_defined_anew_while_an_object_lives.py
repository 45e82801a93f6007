# %% tags=["predict"]
class Point:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f'{self.n}'

    def bump(self, by):
        self.n += by

def show(v):
    return v

f = show
xs = Point(1)

# %% tags=["preprocess"]
class Point:
    def bump(self, by):
        return 1

xs.bump(1)

# %% tags=["predict"]
print(xs)
