"""Statements whose values nothing reads, once displays of them are left out."""

import ast
from collections.abc import Sequence, Set

from nb2prod.graph.policy import only_reads_files
from nb2prod.graph.units import Part, Unit
from nb2prod.notebook.model import Role


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


def last_values(
    parts: Sequence[Part], wanted: Sequence[Set[str]], always: Set[str]
) -> tuple[frozenset[str], ...]:
    """What each part binds last, where that is all that it is for: others need nothing of it, and
    it leaves nothing else."""
    found: list[frozenset[str]] = []
    read = frozenset(always)
    for part, own in zip(reversed(parts), reversed(wanted), strict=True):
        used = any((unit.may | unit.mutates) & (read | own) for unit in part.units)
        idle = not used and not any(map(_leaves, part.units)) and part.role is not Role.EVALUATE
        found.append(_unread_ends(part) if idle else frozenset())
        read = read.union(*map(_reads, part.units))
    return tuple(found[::-1])


def _unread_ends(part: Part) -> frozenset[str]:
    """Names that the part binds, and reads no more; neither files that it reads, nor ``_``, nor
    what a loop binds again in each round."""
    names: set[str] = set()
    read: set[str] = set()
    plain: set[str] = set()
    for unit in reversed(part.units):
        if not isinstance(unit.analysed.statement.nodes[0], ast.For | ast.While):
            plain |= unit.must
        if not unit.copied_to and not unit.analysed.facts.io:
            names |= {name for name in unit.must - read if not name.startswith("_")}
        # what a statement only adds to is still what comes last
        read |= _reads(unit) - (frozenset() if unit.may else unit.mutates)
    return frozenset(names & plain)


def _leaves(unit: Unit) -> bool:
    """Whether something is left of a statement beside values."""
    facts = unit.analysed.facts
    told = facts.prints or facts.draws_figure or facts.opaque or unit.shown_as or unit.nested
    acts = facts.effects or facts.module_io or any(call.writes for call in facts.io)
    fills = all(isinstance(n, ast.Assign | ast.AugAssign) for n in unit.analysed.statement.nodes)
    return bool(told or acts or not (unit.may or facts.quiet or fills))


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
