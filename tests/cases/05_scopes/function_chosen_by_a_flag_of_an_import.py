# %%
try:
    import a_module_that_is_not_there as fast
except ImportError:
    fast = None

if fast is not None:

    def middle(values):
        return fast.middle(values)

else:

    def middle(values):
        return sorted(values)[len(values) // 2]


# %% tags=["preprocess"]
values = [3, 1, 2]
print(middle(values))

# %% tags=["evaluate"]
print(middle(values + [9]))
