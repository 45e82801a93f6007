"""The refusals: each file of `nb2prod.plan.refusals` registers what it asks of a draft."""

import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import TypeVar

from nb2prod.codes import PLAN_CODES
from nb2prod.diagnostics import Diagnostic
from nb2prod.plan.draft import Draft
from nb2prod.records import dataclass, replace

Check = Callable[[Draft], Iterable[Diagnostic]]

_C = TypeVar("_C", bound=Check)
_LAST = 1_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """A function that finds what has a code, and its place in the order of what is told.

    ``empty``: it is asked about notebooks of which nothing is converted, too.
    """

    rank: int
    codes: tuple[str, ...]
    check: Check
    empty: bool = False


REFUSALS: list[Refusal] = []


def refusal(*codes: str, rank: int = _LAST, empty: bool = False) -> Callable[[_C], _C]:
    """Ask the function once about each notebook: ``check(draft)``.

    Findings are told by `rank`, then by code. A function has two codes where it tells two sorts
    of one finding, in the order of the notebook; a finding without a code gets the first.
    """
    for code in codes:
        assert code in PLAN_CODES, f"{code} has no title in PLAN_CODES of codes.py"

    def register(check: _C) -> _C:
        REFUSALS.append(Refusal(rank, codes, check, empty))
        return check

    return register


@cache
def load() -> tuple[Refusal, ...]:
    """All refusals in their order; loads their files."""
    from nb2prod.plan import refusals

    for module in sorted(m.name for m in pkgutil.iter_modules(refusals.__path__)):
        import_module(f"{refusals.__name__}.{module}")
    return tuple(sorted(REFUSALS, key=lambda one: (one.rank, one.codes)))


def findings(draft: Draft) -> list[Diagnostic]:
    """All that the refusals find: errors, and warnings among them."""
    asked = [one for one in load() if draft.parts or one.empty]
    return [
        found if found.code else replace(found, code=one.codes[0])
        for one in asked
        for found in one.check(draft)
    ]
