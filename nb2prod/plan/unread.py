"""Statements that only bind names which nothing reads, once what only showed them is left out."""

from collections.abc import Sequence, Set

from nb2prod.graph.policy import only_reads_files
from nb2prod.graph.units import Part, Unit


def without_unread(
    parts: Sequence[Part], wanted: Sequence[Set[str]], always: Set[str]
) -> tuple[Part, ...]:
    """The parts without statements that only bind names which neither they nor later ones read.

    Args:
        parts: in the order in which they run.
        wanted: the names of each part that are read by no statement, such as its results.
        always: names that definitions read, at whatever time.
    """
    made = tuple(parts)
    while True:
        left: list[Part] = []
        read = frozenset(always)
        for part, own in zip(reversed(made), reversed(wanted), strict=True):
            # a function that a statement makes may read a name at any time: order is no help
            read = read.union(*map(_reads, part.units))
            left.append(_left(part, read | own))
        if left[::-1] == [*made]:
            return made
        made = tuple(left[::-1])  # what is left out may have been all that read another value


def _left(part: Part, read: Set[str]) -> Part:
    left = part.with_cells([u for u in cell if not _is_unread(u, read)] for cell in part.cells)
    return left if left.cells else part


def _reads(unit: Unit) -> frozenset[str]:
    return unit.reads | unit.analysed.facts.hidden_reads


def _is_unread(unit: Unit, read: Set[str]) -> bool:
    """Whether a statement does nothing but bind names that are not read."""
    facts = unit.analysed.facts
    if unit.nested is not None or facts.module_io or not unit.may or unit.may & read:
        return False
    return only_reads_files(unit, ()) if facts.io else facts.quiet
