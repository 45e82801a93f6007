# %% tags=["preprocess"]
Point = type("Point", (), {"x": 1})
p = Point()
p.y = 3

# %% tags=["train"]
print(p.x + p.y)
