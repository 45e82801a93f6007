# %%
try:
    from a_module_that_is_not_there import Sample
except ImportError:

    class Sample:
        def __init__(self, values):
            self.values = values

        def middle(self):
            return sorted(self.values)[len(self.values) // 2]


class Named(Sample):
    name = "named"


# %% tags=["preprocess"]
sample = Sample([3, 1, 2])
named = Named([4, 5])

# %% tags=["evaluate"]
print(sample.middle(), isinstance(sample, Sample), isinstance(named, Sample), named.name)
