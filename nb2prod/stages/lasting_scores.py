"""Scores whose name is bound again: each is kept until its stage ends.

``acc = accuracy_score(y, p); print(acc)`` for one model after the other: ``metrics.json`` has all
scores, each with its own name. A score that is only a step to another value of the name
(``acc = round(acc, 2)``), or that is computed again unchanged, is not kept.
"""

import ast
from collections.abc import Collection, Iterator, Sequence, Set

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.scores.score_names import REDUCTIONS, scores_shown
from nb2prod.analysis.syntax.nodes import assignments, last_name, loaded
from nb2prod.graph.units import Unit
from nb2prod.graph.versions import Version, Versions
from nb2prod.stages.version_words import VersionWords


def lasting_scores(
    words: VersionWords, measuring: Collection[int]
) -> tuple[frozenset[Version], dict[Version, str]]:
    """The versions that are kept, and for all that hold scores what tells them from the first value
    of their name.

    Args:
        words: of the statements, in document order.
        measuring: positions of the statements of `train` and `evaluate`.
    """
    units, versions, env = words.units, words.versions, words.env
    found: dict[tuple[object, ...], Version] = {}
    scores = set[Version]()
    for position in measuring:
        uses = versions.uses[position]
        bound = {use.name: use.bound for use in uses if use.bound is not None}
        before = {version[0] for version in scores.intersection(use.read for use in uses)}
        read = tuple((use.name, use.read) for use in uses if use.read is not None)
        for name, value in _scores(units[position], env, before):
            if name in bound:
                scores.add(bound[name])
                found[name, ast.unparse(value), read] = bound[name]
    firsts = {name: those[0] for name, those in versions.by_name().items()}
    told = {one: words.apart(firsts[one[0]], one) for one in sorted(scores)}
    return frozenset(found.values()).difference(_gone(units, versions)), told


def _scores(unit: Unit, env: Environment, held: Set[str]) -> Iterator[tuple[str, ast.expr]]:
    """The names that a statement binds to scores, or to what many values give together.

    ``held`` are names of scores before it: ``acc = round(acc, 2)`` is one as well.
    """
    types = dict(unit.analysed.facts.types)
    for node in unit.analysed.statement.nodes:
        for target, value in assignments(node):
            if isinstance(target, ast.Name) and not target.id.startswith("_"):
                known = types.get(target.id)
                number = known is not None and known.name in ("float", "numpy.float64")
                again = target.id in held & loaded(value)
                reduced = isinstance(value, ast.Call) and last_name(value.func) in REDUCTIONS
                if again or scores_shown(value, env) or (number and reduced):
                    yield target.id, value


def _gone(units: Sequence[Unit], versions: Versions) -> Iterator[Version]:
    """The versions that are deleted, or that another value of the name is made of."""
    for unit, uses in zip(units, versions.uses, strict=True):
        for use in uses:
            again = use.bound is not None and use.bound != use.read
            if use.read is not None and (again or use.name in unit.deletes | unit.may_delete):
                yield use.read
