# %% tags=["preprocess"]
try:
    from a_module_that_is_not_there import middle

    print("found")
except ImportError:
    print("fallback")

    def middle(values):
        return sorted(values)[len(values) // 2]


# %% tags=["preprocess"]
values = [3, 1, 2]
print(middle(values))

# %% tags=["evaluate"]
print(middle(values + [9]))
