# %% tags=["functions"]
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

Axis = Literal["x", "y"]
T = TypeVar("T")
Rule = Callable[[T], T]
Row = dict[Axis, int | None]


@dataclass
class Point:
    row: Row


def applied(rule: Rule, value: T) -> T:
    return rule(value)


# %% tags=["preprocess"]
Names = list[str]


def axes() -> Names:
    return list(get_args(Axis))


points = [Point({"x": 1, "y": None})]

# %% tags=["train"]
print(applied(str.upper, "a"), axes(), len(points))
