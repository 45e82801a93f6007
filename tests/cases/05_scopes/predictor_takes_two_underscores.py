# %% tags=["train"]
__hidden = [2, 3]
__hidden.append(1)

# %% tags=["predict"]
print(len(__hidden))
