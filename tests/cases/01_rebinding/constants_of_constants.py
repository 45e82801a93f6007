# %% tags=["preprocess"]
WIDTH = 4
AREA = WIDTH * 2
NAME = "a" + "b"
print(AREA)

# %% tags=["evaluate"]
print(AREA, NAME, WIDTH)
