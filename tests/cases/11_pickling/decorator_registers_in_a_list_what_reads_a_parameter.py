# %% tags=["parameters"]
SCALE = 3

# %% tags=["preprocess"]
values = [int(digit) for digit in "312"]
CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


@check
def total(values):
    print("checked")
    return SCALE * sum(values)


print([one(values) for one in CHECKS])
