"""What can be reached from a thing, step by step."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def reached(starts: Iterable[T], onward: Callable[[T], Iterable[T]]) -> list[T]:
    """The starts and all that they lead to, each once, what is nearer first.

    >>> reached([1], {1: [2, 3], 2: [4], 3: [1], 4: []}.__getitem__)
    [1, 2, 3, 4]
    """
    found = dict.fromkeys(starts)
    every = list(found)
    for one in every:  # which grows meanwhile
        for other in onward(one):
            if other not in found:
                found[other] = None
                every.append(other)
    return every
