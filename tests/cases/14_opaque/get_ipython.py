# %% tags=["preprocess"]
ip = get_ipython()
ip.push({"x": 1})

# %% tags=["evaluate"]
print("x")
