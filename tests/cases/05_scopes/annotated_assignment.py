# %% tags=["preprocess"]
count: int = sum(1 for c in "abc")
names: list[str]
names = [c for c in "ab"]

# %% tags=["evaluate"]
print(count, names)
