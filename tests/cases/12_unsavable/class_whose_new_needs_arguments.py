# %%
class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))


# %% tags=["preprocess"]
points = [Point(1, 2), Point(3, 4)]

# %% tags=["evaluate"]
print(points, points[0][1])
