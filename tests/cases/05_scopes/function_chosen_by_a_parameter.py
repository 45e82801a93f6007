# %% tags=["parameters"]
ROBUST = True

# %%
if ROBUST:

    def middle(values):
        return sorted(values)[len(values) // 2]

else:

    def middle(values):
        return sum(values) / len(values)


# %% tags=["preprocess"]
values = [3, 1, 2]
print(middle(values))

# %% tags=["evaluate"]
print(middle(values + [9]))
