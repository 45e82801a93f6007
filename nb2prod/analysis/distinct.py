"""One name, one meaning: what is bound under the name of something else gets another name.

Imports and definitions come to stand on module level, where a name has one meaning: what is
bound last would be taken by all uses. So where each use of a name clearly takes one binding,
values and later imports and definitions are renamed before anything else looks at the
notebook. Otherwise all is left as it is, and the plan refuses it (`mixed_names`).
"""

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from nb2prod.analysis import scope
from nb2prod.analysis.bindings import (
    NOTHING,
    OWN,
    STATIC,
    VALUE,
    Binding,
    Sort,
    asks_names,
    shows_name,
    static_names,
)
from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.imports import is_import
from nb2prod.analysis.meanings import Meanings, Use, Walk
from nb2prod.analysis.model import Statement
from nb2prod.analysis.renames import changes, edited
from nb2prod.analysis.statements import statements_of
from nb2prod.analysis.unscoped import UnclearError
from nb2prod.diagnostics import ConversionError, Diagnostic, Place, Severity
from nb2prod.notebook.edits import SourceEdit
from nb2prod.notebook.model import Notebook, Role

_OPAQUE = frozenset({"exec", "eval", "globals", "locals", "vars"})


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


def distinct(notebook: Notebook) -> Notebook:
    """The notebook with such names changed, and a note for each change."""
    try:
        statements = _statements(notebook)
    except ConversionError:
        return notebook  # the analysis tells it
    names = sorted(_candidates(statements))
    if not names or _sees_names(statements):
        return notebook
    grown = True
    while grown:  # functions that have names of their own may make another name clear
        grown = False
        for name in list(names):
            made = _renamed(notebook, name, statements)
            if made is not notebook:
                names.remove(name)
                notebook, statements, grown = made, _statements(made), True
    return notebook


def mixed_names(statements: Sequence[Statement]) -> dict[str, tuple[Place, Meanings]]:
    """Names of which a use may take different imports or definitions, and where.

    Versions of a function or class are told apart elsewhere, unless something else has their
    name too; what a star import may bind is not known.
    """
    found: dict[str, tuple[Place, Meanings]] = {}
    for name in sorted(_candidates(statements)):
        try:
            uses = _uses(name, statements)
        except UnclearError:
            continue
        for use, meanings in uses:
            several = frozenset(b for b in meanings if b.sort in STATIC - {Sort.STAR})
            if len(several) > 1 and any(b.sort is not Sort.DEFINITION for b in several):
                place = next(s.place for s in statements if s.index == use.statement)
                found.setdefault(name, (place, several))
    return found


def _statements(notebook: Notebook) -> list[Statement]:
    found: list[Statement] = []
    for cell in notebook.cells:
        if cell.role is not Role.SKIP:
            found.extend(statements_of(cell, len(found)))
    return found


def _candidates(statements: Sequence[Statement]) -> set[str]:
    """Names that may stand for more than one thing, of which one is no value."""
    static: dict[str, set[str]] = {}
    stored: set[str] = set()
    loaded: set[str] = set()
    for statement in statements:
        for node in statement.nodes:
            if is_import(node) or _defines(node):
                for name, what in static_names(node):
                    static.setdefault(name, set()).add(what or f"@{statement.index}")
            names = (n for n in ast.walk(node) if isinstance(n, ast.Name))
            code = not all(is_import(n) or _defines(n) for n in statement.nodes)
            for n in names:
                (loaded if isinstance(n.ctx, ast.Load) else stored if code else set()).add(n.id)
    several = {name for name, bound in static.items() if len(bound) > 1 or name in stored}
    own = BUILTINS & loaded & (stored | static.keys())
    return several | own


def _defines(node: ast.stmt) -> bool:
    return isinstance(node, (*scope.DEFS, ast.ClassDef))


def _sees_names(statements: Sequence[Statement]) -> bool:
    """Whether code may look names up by their text."""
    return any(
        isinstance(n, ast.Name) and n.id in _OPAQUE
        for s in statements for node in s.nodes for n in ast.walk(node)
    )  # fmt: skip


def _renamed(notebook: Notebook, name: str, statements: Sequence[Statement]) -> Notebook:
    """The notebook with a name changed where it is not clear otherwise; or as it is."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    if any(c.role is Role.SKIP and word.search(c.source) for c in notebook.cells):
        return notebook
    taken = {n for c in notebook.cells for n in re.findall(r"[^\W\d]\w*", c.source)}
    try:
        chosen = _chosen(name, _webs(_uses(name, statements)), statements, taken)
        edits: dict[int, list[SourceEdit]] = {}
        notes: list[Diagnostic] = []
        for web, new in chosen:
            made = list(changes(web.uses, name, new, statements))
            for number, edit in made:
                edits.setdefault(number, []).append(edit)
            number, edit = min(made, key=lambda m: (m[0], m[1].start))
            cell = next(c for c in notebook.cells if c.number == number)
            notes.append(_note(name, new, web, Place(number, cell.id, edit.start[0])))
    except UnclearError:
        return notebook
    if not edits:
        return notebook
    return replace(edited(notebook, edits), notes=(*notebook.notes, *notes))


def _uses(name: str, statements: Sequence[Statement]) -> list[tuple[Use, Meanings]]:
    """Each place where the name is written, with what it may stand for there.

    Raises:
        UnclearError: the name is bound in a way that is not followed, or looked up by its text.
    """
    for statement in statements:
        for node in (n for top in statement.nodes for n in ast.walk(top)):
            if isinstance(node, ast.Global) and name in node.names:
                raise UnclearError
            if isinstance(node, ast.Constant) and _is_looked_up(name, node.value):
                raise UnclearError
    undone = OWN if name in BUILTINS else NOTHING
    walk = Walk(name, _functions(statements), frozenset({undone}))
    for statement in statements:
        walk.top(statement)
    walk.finish()
    return list(walk.found.values())


def _is_looked_up(name: str, text: object) -> bool:
    """Whether pandas or a formula may take the name out of a text: `"y ~ score(x)"`."""
    if not isinstance(text, str) or name not in text:
        return False
    return f"@{name}" in text or ("~" in text and bool(re.search(rf"\b{re.escape(name)}\b", text)))


def _functions(statements: Sequence[Statement]) -> frozenset[str]:
    found: set[str] = set()
    for node in (n for s in statements for n in s.nodes):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found.add(node.name)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda()):
                found.add(name)
    return frozenset(found)


def _webs(uses: Iterable[tuple[Use, Meanings]]) -> list[Web]:
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


def _chosen(
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
    mangled = any(f"_{name.lstrip('_')}__" in s.source for s in statements)
    return mangled or any(map(shows_name, defined)) or any(asks_names(s.nodes) for s in statements)


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
            defined = any(map(_defines, statement.nodes))
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


def _note(name: str, new: str, web: Web, place: Place) -> Diagnostic:
    binding = next(iter(web.static), VALUE)
    if binding.sort is Sort.VALUE:
        what = "an import, a definition or Python's own elsewhere; the value"
    elif binding.sort is Sort.IMPORT:
        what = f"something else before; `{binding.what}`"
    else:
        what = "something else before; this definition"
    message = f"`{name}` is {what} is called `{new}` in the scripts."
    return Diagnostic(message, "", place, code="NB225", severity=Severity.NOTE)
