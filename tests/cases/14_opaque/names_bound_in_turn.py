# %% tags=["preprocess"]
ns = ["one", "two"]

# %% tags=["preprocess"]
for p in ("a", "b"):
    globals()[f"x_{p}"] = len(p) + 1
for i in range(2):
    locals()[ns[i]] = i * 2
for p in ("c", "d"):
    exec(f"y_{p} = x_a + len({p!r})")

# %% tags=["train"]
print(x_a, x_b, one + two, y_c, y_d, p)
