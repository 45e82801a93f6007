# %% tags=["preprocess"]
ip = get_ipython()
ip.run_line_magic("pylab", "")

# %% tags=["evaluate"]
print("x")
