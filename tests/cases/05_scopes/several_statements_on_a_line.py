# %% tags=["preprocess"]
a = len("a"); b = len("bb"); c = a + b

# %% tags=["evaluate"]
print(b); print(c)
