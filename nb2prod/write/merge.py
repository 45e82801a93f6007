"""A three-way merge of texts."""

import re
from collections.abc import Sequence

from nb2prod.patterns import regex
from nb2prod.records import dataclass

_START, _MIDDLE, _END = "<<<<<<< edited", "=======", ">>>>>>> generated"
_KEY = regex(r" *[\w.-]+(?=: \S)")
_CONFLICT = regex(
    r"^<{7} [^\n]*\n(.*?)(?:^\|{7}[^\n]*\n.*?)?^={7}\n(.*?)^>{7} [^\n]*\n?",
    re.MULTILINE | re.DOTALL,
)
_MARKER = regex(r"^(?:<{7}|>{7}) \S", re.MULTILINE)
_LINE = regex(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged text, and how many places in it hold conflict markers."""

    text: str
    conflicts: int


def merge(base: str, edited: str, generated: str) -> Merged:
    """Both changes of `base` in one text; conflict markers where both changed the same lines.

    Lines of the form ``key: value`` are the same where they have the same key: of neighbours each
    side may have changed its own.
    """
    from merge3 import Merge3

    groups = Merge3(_LINE.findall(base), _LINE.findall(edited), _LINE.findall(generated))
    out: list[str] = []
    conflicts = 0
    for group in groups.merge_groups():
        if group[0] != "conflict":
            out += group[1]
            continue
        _, old, mine, new = group
        if (settled := _by_keys(old, mine, new)) is not None:
            out += settled
            continue
        conflicts += 1
        out += [f"{_START}\n", *_ended(mine), f"{_MIDDLE}\n", *_ended(new), f"{_END}\n"]
    return Merged("".join(out), conflicts)


def _by_keys(*sides: Sequence[str]) -> list[str] | None:
    """What was, an edit and what is generated as one, key by key; None where both changed one."""
    lines = [{m[0]: line for line in _ended(side) if (m := _KEY.match(line))} for side in sides]
    if any(len(found) < len(side) for found, side in zip(lines, sides, strict=True)):
        return None
    old, mine, new = lines
    out: list[str] = []
    for key in dict.fromkeys([*new, *mine]):
        was, edited, generated = old.get(key), mine.get(key), new.get(key)
        if was not in (edited, generated) and edited != generated:
            return None
        out += filter(None, [generated if edited == was else edited])
    return out


def unresolved(text: str) -> int:
    """The line, from 1, where a conflict begins that a merge of ours or of git left; 0 if there
    is none."""
    marker = _MARKER.search(text)
    return text.count("\n", 0, marker.start()) + 1 if marker else 0


def sides(text: str) -> tuple[str, ...]:
    r"""Both sides of what git has merged, ours first; the text alone where it left no conflict.

    >>> sides("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> topic\nd\n")
    ('a\nb\nd\n', 'a\nc\nd\n')
    """
    found = (_CONFLICT.sub(rf"\{side}", text) for side in (1, 2))
    return tuple(dict.fromkeys(found))


def _ended(lines: Sequence[str]) -> list[str]:
    """The lines, so that a marker below them stands on a line of its own."""
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]
