"""Which rules run, and which findings are reported: by the settings and by comments in the code."""

import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module

from nb2prod.advice import rules
from nb2prod.advice.rule import RULES, Advice, Rule
from nb2prod.patterns import regex

_COMMENT = regex(r"#\s*nb2prod\s*:\s*ignore(-cell)?\s*\[([^\]]*)\]", re.IGNORECASE)
"""``# nb2prod: ignore[NB502]`` on a line, ``ignore-cell[…]``."""


@cache
def load() -> dict[str, Rule]:
    """All rules by code; loads their files."""
    for module in sorted(m.name for m in pkgutil.iter_modules(rules.__path__)):
        import_module(f"{rules.__name__}.{module}")
    return dict(sorted(RULES.items()))


def chosen(select: Iterable[str], ignore: Iterable[str]) -> dict[str, Rule]:
    """The rules whose codes start with one of `select` (all if it is empty), none of `ignore`."""
    wanted, unwanted = tuple(select), tuple(ignore)
    return {
        code: rule
        for code, rule in load().items()
        if (not wanted or code.startswith(wanted)) and not (unwanted and code.startswith(unwanted))
    }


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
