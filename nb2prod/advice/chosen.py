"""The rules by code: all of them, and those that the settings choose."""

import pkgutil
from collections.abc import Iterable
from functools import cache
from importlib import import_module

from nb2prod.advice import rule_registry, rules
from nb2prod.advice.rule import Rule


@cache
def load() -> dict[str, Rule]:
    """All rules by code; loads their files."""
    for module in sorted(m.name for m in pkgutil.iter_modules(rules.__path__)):
        import_module(f"{rules.__name__}.{module}")
    return dict(sorted(rule_registry.RULES.items()))


def chosen(select: Iterable[str], ignore: Iterable[str]) -> dict[str, Rule]:
    """The rules whose codes start with one of `select` (all if it is empty), none of `ignore`."""
    wanted, unwanted = tuple(select), tuple(ignore)
    return {
        code: rule
        for code, rule in load().items()
        if (not wanted or code.startswith(wanted)) and not (unwanted and code.startswith(unwanted))
    }
