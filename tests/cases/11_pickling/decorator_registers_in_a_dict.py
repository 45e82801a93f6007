# %% tags=["functions"]
STEPS = {}


def register(function):
    STEPS[function.__name__] = function
    return function


@register
def total(values):
    return sum(values)


@register
def top(values):
    return max(values)


# %% tags=["preprocess"]
values = [int(digit) for digit in "312"]
print([STEPS[name](values) for name in sorted(STEPS)])

# %% tags=["evaluate"]
print([STEPS[name](values) for name in sorted(STEPS)], len(values))
