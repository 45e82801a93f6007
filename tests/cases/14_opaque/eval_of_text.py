# %% tags=["preprocess"]
a = sum(1 for c in "abc")
expression = "a + " + "1"

# %% tags=["evaluate"]
print(eval(expression))
