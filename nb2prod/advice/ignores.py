"""Comments that silence rules: ``# nb2prod: ignore[NB502]`` on a line, ``ignore-cell[…]``."""

import re
from collections.abc import Iterable, Iterator, Mapping

from nb2prod.advice.rule import Advice

_COMMENT = re.compile(r"#\s*nb2prod\s*:\s*ignore(-cell)?\s*\[([^\]]*)\]", re.IGNORECASE)


def audible(found: Iterable[Advice], sources: Mapping[int, str]) -> Iterator[Advice]:
    """What no comment silences; ``sources`` are those of the cells, by number."""
    for one in found:
        if not _silenced(one, sources.get(one.place.cell, "")):
            yield one


def _silenced(one: Advice, source: str) -> bool:
    for number, line in enumerate(source.split("\n"), 1):
        for whole, listed in _COMMENT.findall(line):
            codes = [code.strip().upper() for code in listed.split(",")]
            if one.rule.code in codes and (whole or one.place.line <= number <= one.end_line):
                return True
    return False
