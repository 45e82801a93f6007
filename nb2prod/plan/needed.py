"""Which of the names that a statement changes only through another name it needs to be given."""

from collections.abc import Sequence, Set

from nb2prod.plan.parts import Part
from nb2prod.plan.program import Unit, UnitKey


def needed_reads(
    parts: Sequence[Part], results: Sequence[Set[str]]
) -> dict[UnitKey, frozenset[str]]:
    """What each unit reads, without names that it changes but nothing reads later.

    ``config["features"].append(x)`` changes the list that ``features`` is, too; ``features`` has
    to come along only where it is read again.
    """
    found: dict[UnitKey, frozenset[str]] = {}
    live: set[str] = set()
    for number in range(len(parts) - 1, -1, -1):
        live = live.union(results[number] if number < len(results) else ())
        for unit in reversed(parts[number].units):
            reads = unit.reads - (_changed_aside(unit) - live)
            live = (live - unit.must - unit.deletes) | reads
            found[unit.key] = reads
    return found


def _changed_aside(unit: Unit) -> frozenset[str]:
    """Names that the statement changes without naming them, itself or in what it calls."""
    facts = unit.analysed.facts
    named = facts.reads | facts.hidden_reads | facts.deletes
    named |= frozenset(n for d in unit.definitions.values() for n in d.reads)
    return frozenset(n for n in unit.mutates - named if not n.startswith("<"))
