"""Webs: uses and bindings of a name that must share one name, and the name of each web."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import count
from unicodedata import normalize

from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.model import Statement
from nb2prod.analysis.rewrites.bindings import (
    NOTHING,
    STATIC,
    VALUE,
    Binding,
    Sort,
    asks_names,
    labelled_names,
    shows_name,
)
from nb2prod.analysis.rewrites.meanings import Meanings, Use
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.import_statements import imports_in
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.analysis.syntax.unscoped import UnclearError
from nb2prod.notebook.model import Role
from nb2prod.reach import reached
from nb2prod.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Code:
    """The notebook's statements, with what is asked about all of them for each name.

    ``where`` gives the statements in which a word stands, ``defines`` the functions and classes
    that a statement defines, ``stars`` are star imports. ``declared`` are names in ``global``
    statements, ``texts`` the strings, ``labelled`` the names that a library may show; ``asks``:
    the notebook asks how something is called.
    """

    statements: Mapping[int, Statement]
    where: Mapping[str, frozenset[int]]
    defines: Mapping[int, frozenset[str]]
    stars: frozenset[int]
    declared: frozenset[str]
    texts: tuple[str, ...]
    labelled: frozenset[str]
    asks: bool

    def about(self, name: str) -> tuple[list[Statement], frozenset[str]]:
        """The statements that matter for a name, and the functions that use it in the end."""

        def users(word: str) -> set[str]:
            places = self.where.get(word, frozenset())
            return {function for at in places for function in self.defines.get(at, ())}

        functions = set(reached(users(name), users))
        every = (self.where.get(word, frozenset()) for word in {name, *functions})
        return [self.statements[at] for at in sorted(self.stars.union(*every))], frozenset(
            functions
        )


def code_of(statements: Iterable[Statement]) -> Code:
    """The statements, walked once."""
    by_index = {s.index: s for s in statements}
    nodes = [n for s in by_index.values() for top in s.nodes for n in all_nodes(top)]
    constants = [n.value for n in nodes if isinstance(n, ast.Constant)]
    where: dict[str, set[int]] = {}
    for index, statement in by_index.items():
        for word in re.findall(r"[^\W\d]\w*", normalize("NFKC", statement.source)):
            where.setdefault(word, set()).add(index)
    return Code(
        by_index,
        {word: frozenset(found) for word, found in where.items()},
        {index: frozenset(_functions(s.nodes)) for index, s in by_index.items()},
        frozenset(index for index, s in by_index.items() if any(map(_has_star, s.nodes))),
        frozenset(name for n in nodes if isinstance(n, ast.Global) for name in n.names),
        tuple(text for text in constants if isinstance(text, str)),
        frozenset(labelled_names(nodes)),
        asks_names(nodes),
    )


def _functions(nodes: Iterable[ast.stmt]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda()):
                yield name


def _has_star(node: ast.stmt) -> bool:
    return any(alias.name == "*" for one in imports_in(node) for alias in one.names)


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


def chosen(name: str, webs: Sequence[Web], code: Code, taken: set[str]) -> list[tuple[Web, str]]:
    """The webs that get another name, and which.

    Raises:
        UnclearError: two that cannot be renamed have to stand side by side.
    """
    values = [w for w in webs if VALUE in w.bindings]
    static = [w for w in webs if w.static and (w.read or _is_guarded(w, code))]
    found: list[tuple[Web, str]] = []
    if any(w.static for w in values):
        raise UnclearError
    if values and (static or (name not in BUILTINS and any(w.static for w in webs))):
        if f"{name}_value" in taken:
            raise UnclearError
        found += [(w, f"{name}_value") for w in values]
    fixed = [w for w in static if _is_fixed(w, name, code)]
    keeping: list[Web] = []
    for web in [*fixed, *(w for w in static if w not in fixed)]:
        if not any(_meet(web, other, code) for other in keeping):
            keeping.append(web)
        elif web in fixed:
            raise UnclearError
        else:
            later = sum(VALUE not in w.bindings for w, _ in found)
            new = next(n for n in _names(name, web, keeping[0], later) if n not in taken)
            taken.add(new)
            found.append((web, new))
    return found


def _is_fixed(web: Web, name: str, code: Code) -> bool:
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
    shown = code.asks or name in code.labelled or any(map(shows_name, defined))
    return shown or any(mangled in s.source for s in code.statements.values())


def _is_guarded(web: Web, code: Code) -> bool:
    """Whether an import stands inside another statement, which each module has that needs any."""
    nodes = [n for b in web.static if b.sort is Sort.IMPORT for n in code.statements[b.at].nodes]
    return any(not isinstance(node, ast.Import | ast.ImportFrom) for node in nodes)


def _meet(one: Web, other: Web, code: Code) -> bool:
    """Whether one script may need both: imports are made where they are used, and not shared."""
    sorts = {b.sort for web in (one, other) for b in web.static}
    if Sort.DEFINITION in sorts or _is_guarded(one, code) or _is_guarded(other, code):
        return True
    where, there = (set(_roles(web, code)) for web in (one, other))
    return bool(where & there) or None in where | there


def _roles(web: Web, code: Code) -> Iterator[Role | None]:
    """The stages that use it; None: a definition, or code of no stage."""
    for use in web.uses:
        if isinstance(use.node, ast.Name) and not _is_store(use.node):
            statement = code.statements[use.statement]
            defined = any(isinstance(n, (*scope.DEFS, ast.ClassDef)) for n in statement.nodes)
            yield None if defined else statement.cell.role


def _is_store(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _names(name: str, web: Web, first: Web, before: int) -> Iterator[str]:
    """Names for a later binding: told apart by its module, else by a number."""
    (binding,) = web.static
    other = next((b.what for b in first.static if b.sort is Sort.IMPORT), "")
    if binding.sort is Sort.IMPORT:
        own, others = binding.what.split("."), other.split(".")
        part = next((p for n, p in enumerate(own) if p and others[n : n + 1] != [p]), "module")
        yield f"{name}_{part.lstrip('_')}"
    yield from (f"{name}_{number}" for number in count(before + 2))
