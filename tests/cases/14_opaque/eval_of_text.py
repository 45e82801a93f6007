# %% tags=["preprocess"]
a = len("abc")
expression = "a + " + "1"

# %% tags=["evaluate"]
print(eval(expression))
