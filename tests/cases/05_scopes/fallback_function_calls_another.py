# %%
def half(values):
    return len(values) // 2


try:
    from a_module_that_is_not_there import middle
except ImportError:

    def middle(values):
        return sorted(values)[half(values)]


# %% tags=["preprocess"]
values = [3, 1, 2]
print(middle(values))

# %% tags=["evaluate"]
print(middle(values + [9]))
