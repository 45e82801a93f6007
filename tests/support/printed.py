"""How what a notebook prints differs from what its package prints."""

import re
from collections import Counter


def moved_lines(expected: str, got: str) -> str:
    """What is wrong where statements may move to other stages: the lines are to be the same.

    So often, in any order. A ``; `` ends a line too: the random programs print it where no line
    ends, and what follows it may come from another cell.
    """
    wanted, found = (Counter(re.split(r"\n|; ", text)) - Counter([""]) for text in (expected, got))
    missing, further = list((wanted - found).elements()), list((found - wanted).elements())
    return f"notebook only: {missing}\npackage only: {further}" if missing or further else ""


def difference(expected: dict[str, str], got: dict[str, str]) -> str:
    """The stages that print something else, with both texts."""
    lines = []
    for stage, text in expected.items():
        if got.get(stage) != text:
            lines.append(f"{stage}, notebook:\n{text}\n{stage}, package:\n{got.get(stage)}")
    return "\n".join(lines)
