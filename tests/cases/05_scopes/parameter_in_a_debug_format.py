# %% tags=["parameters"]
RATE = 0.25
NAME = "a"

# %% tags=["preprocess"]
print(f"{RATE=} {RATE = :.1f} {NAME=!s:>3} {RATE * 2=}")

# %% tags=["train"]
print(f"{RATE=}", f"{RATE:.1f}")
