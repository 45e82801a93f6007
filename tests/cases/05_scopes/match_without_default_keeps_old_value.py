# %% tags=["preprocess"]
size = sum(1 for c in "abc")
label = "n" * size

# %% tags=["train"]
match size:
    case 1:
        label = "one"
    case 2:
        label = "two"

# %% tags=["evaluate"]
print(label)
