# %% tags=["imports"]
try:
    from a_module_that_is_not_there import middle

    HAS_MIDDLE = True
except ImportError:
    HAS_MIDDLE = False

    def middle(values):
        return sorted(values)[len(values) // 2]


# %% tags=["preprocess"]
values = [3, 1, 2]
print(middle(values))

# %% tags=["evaluate"]
print(middle(values + [9]))
