# %% tags=["preprocess"]
form = "".join(["{", "n", "}"])
n = sum([1, 2])

# %% tags=["evaluate"]
print(form.format(**locals()))
