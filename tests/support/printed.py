"""How what a notebook prints differs from what its package prints."""

import re
from collections import Counter

_SHOWN = re.compile("\x02(.*?)\x03", re.DOTALL)


def shown(value: object) -> str:
    """What `evaluate` shows without printing it: a package prints it if it is a score."""
    return f"\x02{value}\n\x03"


def only_printed(text: str) -> str:
    """What is printed, without what is shown."""
    return _SHOWN.sub("", text)


def printed_alike(expected: str, got: str) -> bool:
    """Whether a package prints what the notebook prints, and perhaps what it shows there."""
    parts = _SHOWN.split(expected)  # every other one is shown
    texts = [f"(?:{re.escape(t)})?" if n % 2 else re.escape(t) for n, t in enumerate(parts)]
    return re.fullmatch("".join(texts), got) is not None


def moved_lines(expected: str, got: str) -> str:
    """What is wrong where statements may move to other stages: the lines are to be the same.

    So often, in any order. A ``; `` ends a line too: the random programs print it where no line
    ends, and what follows it may come from another cell.
    """
    texts = only_printed(expected), got, "".join(_SHOWN.findall(expected))
    wanted, found, may = (Counter(re.split(r"\n|; ", text)) - Counter([""]) for text in texts)
    missing, further = list((wanted - found).elements()), list((found - wanted - may).elements())
    return f"notebook only: {missing}\npackage only: {further}" if missing or further else ""


def difference(expected: dict[str, str], got: dict[str, str]) -> str:
    """The stages that print something else, with both texts."""
    lines = []
    for stage, text in expected.items():
        if not printed_alike(text, got.get(stage, "")):
            text = only_printed(text)
            lines.append(f"{stage}, notebook:\n{text}\n{stage}, package:\n{got.get(stage)}")
    return "\n".join(lines)
