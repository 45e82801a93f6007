# %% tags=["preprocess"]
count: int = len("abc")
names: list[str]
names = [c for c in "ab"]

# %% tags=["evaluate"]
print(count, names)
