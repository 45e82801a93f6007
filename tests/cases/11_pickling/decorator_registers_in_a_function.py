# %%
from functools import singledispatch


@singledispatch
def show(value):
    return "something"


@show.register
def show_number(value: int):
    return f"number {value}"


@show.register(list)
def show_list(value):
    return f"list of {len(value)}"


# %% tags=["preprocess"]
values = [int(digit) for digit in "312"]
print(show(3), show(values), show(None))

# %% tags=["evaluate"]
print(show(3), show(values), show(None), len(values))
