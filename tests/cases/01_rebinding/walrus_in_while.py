# %% tags=["preprocess"]
queue = [n for n in range(3)]
n = len(queue)

# %% tags=["train"]
while (n := n - 1) > 0:
    print("step", n)

# %% tags=["evaluate"]
print(n)
