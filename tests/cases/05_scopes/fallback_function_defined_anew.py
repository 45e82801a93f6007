# %%
try:
    from a_module_that_is_not_there import middle
except ImportError:

    def middle(values):
        return sorted(values)[len(values) // 2]


# %% tags=["preprocess"]
values = [3, 1, 2]
print(middle(values))


# %%
def middle(values):
    return -1


# %% tags=["evaluate"]
print(middle(values + [9]))
