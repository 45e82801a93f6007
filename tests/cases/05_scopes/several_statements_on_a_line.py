# %% tags=["preprocess"]
a = sum(1 for c in "a"); b = sum(1 for c in "bb"); c = a + b

# %% tags=["evaluate"]
print(b); print(c)
