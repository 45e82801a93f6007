# %%
import functools


def twice(function):
    @functools.wraps(function)
    def wrapper(values):
        return 2 * function(values)

    return wrapper


@twice
def total(values):
    return sum(values)


@twice
def never_used(values):
    return 0


# %% tags=["preprocess"]
values = [int(digit) for digit in "312"]
print(total(values))

# %% tags=["evaluate"]
print(total(values), len(values))
