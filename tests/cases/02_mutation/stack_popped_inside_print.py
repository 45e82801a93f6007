# %% tags=["preprocess"]
stack = [n for n in range(4)]

# %% tags=["train"]
print(stack.pop())

# %% tags=["evaluate"]
print(stack)
