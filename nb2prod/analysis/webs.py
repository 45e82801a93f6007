"""Webs: uses and bindings of a name that have to share one, and what each web is called."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from nb2prod.analysis import scope
from nb2prod.analysis.bindings import (
    NOTHING,
    STATIC,
    VALUE,
    Binding,
    Sort,
    asks_names,
    labels,
    shows_name,
)
from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.meanings import Meanings, Use
from nb2prod.analysis.model import Statement
from nb2prod.analysis.unscoped import UnclearError
from nb2prod.notebook.model import Role


@dataclass(frozen=True, slots=True)
class Web:
    """Uses of a name that belong together: each may take one of the same bindings."""

    bindings: Meanings
    uses: tuple[Use, ...]

    @property
    def static(self) -> frozenset[Binding]:
        """The imports and definitions among its bindings, and what Python has itself."""
        return frozenset(b for b in self.bindings if b.sort in STATIC)

    @property
    def read(self) -> bool:
        """Whether anything uses it, beside what binds it."""
        return any(isinstance(u.node, ast.Name) and not _is_store(u.node) for u in self.uses)

    @property
    def first(self) -> int:
        """The statement that binds it first; Python's own come before all."""
        return min((b.at for b in self.static), default=-1)


def webs_of(uses: Iterable[tuple[Use, Meanings]]) -> list[Web]:
    """Uses and bindings that have to have one name; what is used unbound goes with the first."""
    webs: list[Web] = []
    unbound: list[Use] = []
    for use, meanings in uses:
        bound = meanings - {NOTHING}
        if not bound:
            unbound.append(use)
            continue
        met = [w for w in webs if w.bindings & bound]
        joined = reduce(lambda one, w: Web(one.bindings | w.bindings, one.uses + w.uses),
                        met, Web(bound, (use,)))  # fmt: skip
        webs = [w for w in webs if w not in met] + [joined]
    webs.sort(key=lambda w: w.first)
    if unbound and webs:
        webs[0] = replace(webs[0], uses=(*webs[0].uses, *unbound))
    return webs


def chosen(
    name: str, webs: Sequence[Web], statements: Sequence[Statement], taken: set[str]
) -> list[tuple[Web, str]]:
    """The webs that get another name, and which.

    Raises:
        UnclearError: two that cannot be renamed have to stand side by side.
    """
    values = [w for w in webs if VALUE in w.bindings]
    static = [w for w in webs if w.static and w.read]
    found: list[tuple[Web, str]] = []
    if any(w.static for w in values):
        raise UnclearError
    if values and (static or name not in BUILTINS):
        if f"{name}_value" in taken:
            raise UnclearError
        found += [(w, f"{name}_value") for w in values]
    fixed = [w for w in static if _is_fixed(w, name, statements)]
    keeping: list[Web] = []
    for web in [*fixed, *(w for w in static if w not in fixed)]:
        if not any(_meet(web, other, statements) for other in keeping):
            keeping.append(web)
        elif web in fixed:
            raise UnclearError
        else:
            later = sum(VALUE not in w.bindings for w, _ in found)
            new = next(n for n in _names(name, web, keeping[0], later) if n not in taken)
            taken.add(new)
            found.append((web, new))
    return found


def _is_fixed(web: Web, name: str, statements: Sequence[Statement]) -> bool:
    """Whether the web has to keep its name: it is Python's own, or the notebook shows it."""
    if len(web.static) > 1 or any(b.sort in (Sort.OWN, Sort.STAR) for b in web.static):
        return True
    nodes = [u.node for u in web.uses]
    if any(isinstance(n, ast.alias) and not n.asname and "." in n.name for n in nodes):
        return True  # `import a.b` binds `a`
    defined = [n for n in nodes if isinstance(n, (*scope.DEFS, ast.ClassDef))]
    if not defined:
        return False
    mangled = f"_{name.lstrip('_')}__"
    return any(map(shows_name, defined)) or any(
        mangled in s.source or asks_names(s.nodes) or labels(name, s.nodes) for s in statements
    )


def _meet(one: Web, other: Web, statements: Sequence[Statement]) -> bool:
    """Whether one script may need both: imports are made where they are used, and not shared."""
    sorts = {b.sort for web in (one, other) for b in web.static}
    if Sort.DEFINITION in sorts:
        return True
    where, there = (set(_roles(web, statements)) for web in (one, other))
    return bool(where & there) or None in where | there


def _roles(web: Web, statements: Sequence[Statement]) -> Iterator[Role | None]:
    """The stages that use it; None: a definition, or code of no stage."""
    by_index = {s.index: s for s in statements}
    for use in web.uses:
        if isinstance(use.node, ast.Name) and not _is_store(use.node):
            statement = by_index[use.statement]
            defined = any(isinstance(n, (*scope.DEFS, ast.ClassDef)) for n in statement.nodes)
            yield None if defined else statement.cell.role


def _is_store(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _names(name: str, web: Web, first: Web, count: int) -> Iterator[str]:
    """Names for a later binding: told apart by its module, else by a number."""
    (binding,) = web.static
    other = next((b.what for b in first.static if b.sort is Sort.IMPORT), "")
    if binding.sort is Sort.IMPORT:
        own, others = binding.what.split("."), other.split(".")
        part = next((p for n, p in enumerate(own) if p and others[n : n + 1] != [p]), "module")
        yield f"{name}_{part.lstrip('_')}"
    number = count + 2
    while True:
        yield f"{name}_{number}"
        number += 1
