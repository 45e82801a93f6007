"""Definitions that cannot be at module level move into the data layer of their stages.

A function with ``global``, or with a default that a stage computes, keeps its meaning when it
is nested where the value is bound: the notebook's globals are the data layer's variables.
"""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed, Definition
from nb2prod.analysis.syntax.nodes import child_nodes
from nb2prod.graph.aliases import grown_by
from nb2prod.graph.closures import captured, hidden_at, reachable
from nb2prod.graph.escaping import late_rebound
from nb2prod.graph.program import Program
from nb2prod.graph.units import Part, Unit
from nb2prod.plan.capture_problems import class_problem, function_problem
from nb2prod.plan.lifting import Lifting
from nb2prod.plan.paths import Key
from nb2prod.reach import reached
from nb2prod.records import replace

Scope = tuple[tuple[str, Definition], ...]


def localise(
    parts: Iterable[Part], program: Program, lifting: Lifting, statements: Mapping[int, Analysed]
) -> tuple[Part, ...]:
    """The parts with such definitions, and those that use them, nested."""
    made = list(parts)
    for number, part in enumerate(made):
        movable = _movable(part, made, program, lifting)

        def without(scope: Scope, gone: Collection[Key] = movable.keys()) -> Scope:
            return tuple((n, d) for n, d in scope if d.key not in gone)

        nested = part.with_cells(
            [replace(unit, scope=without(unit.scope)) for unit in cell] for cell in part.cells
        )
        for key, definition in movable.items():
            unit = Unit(
                _naming(statements[definition.statement], definition),
                reads=early_state(definition, program.state),
                must=frozenset(),
                may=frozenset(),
                mutates=frozenset(),
                scope=without(tuple(_scope_of(part, key).items())),
                nested=definition.writes,
                copied_to=part.name,
                nests=definition.name,
            )
            nested = _inserted(nested, unit)
        made[number] = nested
    return tuple(made)


def _naming(analysed: Analysed, definition: Definition) -> Analysed:
    """The definition as a statement that names what its body names."""
    return replace(analysed, facts=replace(analysed.facts, reads=definition.reads))


def _scope_of(part: Part, key: Key) -> dict[str, Definition]:
    """The definitions that a definition reaches, as a statement that uses it sees them."""
    for unit in part.units:
        scope = unit.definitions
        if key[0] in scope and scope[key[0]].key == key:
            return reachable([key[0]], scope)
    return {}


def _movable(
    part: Part, parts: Iterable[Part], program: Program, lifting: Lifting
) -> dict[Key, Definition]:
    scopes = [unit.definitions for unit in part.units]
    apart = {name for _, name, _, _ in late_rebound(part.units, program.state, lifting.env)}
    for unit in part.units:
        apart |= hidden_at(unit.analysed.statement.nodes, unit.definitions, program.state).keys()
    found: dict[Key, Definition] = {}
    env = lifting.env
    for scope in scopes:
        troubled = {n for n, d in scope.items() if n in apart or _troubled(d, scope, program, env)}
        readers = {name: [n for n, d in scope.items() if name in d.reads] for name in scope}
        for name in sorted(reached(troubled, readers.__getitem__)):
            found[scope[name].key] = scope[name]
    # until it grows no more: what is nested pulls along what it reads, and who reads it
    before = -1
    while before != len(found):
        before = len(found)
        for scope in scopes:
            found |= _nested_with(scope, found, program)
    for key, definition in found.items():
        # none at all: half of them nested would see half of the names; a refusal tells the reason
        if lifting.definition_needs.get(key) or _too_late(definition, part, parts, program):
            return {}
    return dict(sorted(found.items(), key=lambda item: item[0][1]))


def _nested_with(
    scope: Mapping[str, Definition], found: Mapping[Key, Definition], program: Program
) -> dict[Key, Definition]:
    """What has to be nested with the definitions found, as one statement sees it."""
    more: dict[Key, Definition] = {}
    # what a nested definition reads that needs state can be nested with it, and then sees it
    for key in [key for key in found if key[0] in scope]:
        inner = reachable([key[0]], scope).values()
        more |= {d.key: d for d in inner if captured(d, scope, program.state)}
    # a nested version hides those on module level: all versions of the name, and all users of it
    names = {name for name, _ in found}
    return more | {d.key: d for n, d in scope.items() if n in names or d.reads & names}


def _too_late(definition: Definition, part: Part, parts: Iterable[Part], program: Program) -> bool:
    """Whether a default would be taken after the value that the notebook took has changed.

    The part takes it from a statement of its own above the definition, else as it is handed in.
    """
    others = [u for other in parts if other.name != part.name for u in other.units]
    for name in early_state(definition, program.state):
        own = [u.index for u in part.units if name in u.must and u.index < definition.statement]
        anew = [u.index for u in others if name in _bound_anew(u)]
        # between the value that the part makes and the definition another part makes one
        if own and any(max(own) < index < definition.statement for index in anew):
            return True
        if not own and any(index > definition.statement for index in anew):
            return True
    return False


def _bound_anew(unit: Unit) -> frozenset[str]:
    """What the statement binds to another object; a change in place is seen by the default too."""
    return (unit.may - grown_by(unit)) | unit.deletes


def _troubled(
    definition: Definition, scope: Mapping[str, Definition], program: Program, env: Environment
) -> bool:
    if definition.writes or early_state(definition, program.state):
        return True
    if not isinstance(definition.node, ast.ClassDef):
        for name in set(eager_reads(definition.node)) & scope.keys() - {definition.name}:
            if captured(scope[name], scope, program.state):
                return True  # a decorator would need what its stage computes
    names = captured(definition, scope, program.state)
    if not names:
        return False
    if isinstance(definition.node, ast.ClassDef):
        return bool(class_problem(definition, names, program, env, scope))
    return bool(function_problem(definition, names))


def early_state(definition: Definition, state: frozenset[str]) -> frozenset[str]:
    """State that is read where the definition stands: in a default, a decorator, a class body;
    without folders that served paths only, and are parameters now."""
    return frozenset(eager_reads(definition.node)) & state & definition.reads


def eager_reads(node: ast.AST) -> Iterator[str]:
    """Names that are read when a definition is executed, not when it is called."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        arguments = node.args
        parts: list[ast.AST | None] = [*arguments.defaults, *arguments.kw_defaults]
        parts += getattr(node, "decorator_list", [])
        for part in parts:
            if part is not None:
                yield from eager_reads(part)
        return
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield node.id
    for child in child_nodes(node):
        yield from eager_reads(child)


def _inserted(part: Part, unit: Unit) -> Part:
    """The part with the definition before the first statement below it in the notebook."""
    cells = list(part.cells)
    for number, cell in enumerate(cells):
        for i, other in enumerate(cell):
            # in the order of the notebook: a default is taken where it was taken there
            if other.index > unit.index:
                split = [(unit,), cell] if i == 0 else [(*cell[:i], unit, *cell[i:])]
                return part.with_cells([*cells[:number], *split, *cells[number + 1 :]])
    return part.with_cells([*cells, (unit,)])
