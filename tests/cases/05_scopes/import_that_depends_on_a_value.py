# %% tags=["train"]
xs = [1, 2, 3]
xs.append(1)
Path = len(xs)
if Path > 2:
    from string import digits as figures
print(figures)
