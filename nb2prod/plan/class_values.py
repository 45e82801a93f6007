"""Globals that a class stores for all its objects, where these cannot take them as parameters.

Where the methods of ``class Size(int)`` read ``n``, they read ``Size.n`` in the scripts, and each
stage that has objects of it sets ``Size.n = n`` first. Objects may be made anywhere.
"""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.model import Definition, Facts
from nb2prod.analysis.syntax.nodes import all_nodes, last_name
from nb2prod.graph.closures import captured, hidden_at, reachable
from nb2prod.graph.escaping import late_rebound
from nb2prod.graph.program import Program
from nb2prod.graph.units import Part, Unit, unit_of
from nb2prod.naming import fresh
from nb2prod.plan.capture_problems import class_problem, is_private, method_names
from nb2prod.plan.captures import path_needs
from nb2prod.plan.draft import Draft
from nb2prod.plan.local import early_state
from nb2prod.plan.paths import Key
from nb2prod.records import replace

_Scope = Mapping[str, Definition]

_DECORATORS = frozenset({"dataclass", "total_ordering", "unique"})
"""Decorators that give a class, so that it can be given values."""

_NO_ATTRIBUTES = frozenset({"NamedTuple", "TypedDict", "Protocol"})
_SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr)


def kept_by_classes(draft: Draft, left_out: frozenset[Key] = frozenset()) -> Draft:
    """The draft with such classes, and with the statements that give them their values."""
    before, found = draft, dict[Key, Definition]()
    while more := {key: d for key, d in _classes(draft) if key not in left_out}:
        if again := more.keys() & found.keys():  # some statement still sees it as it was
            return kept_by_classes(before, left_out | again)
        found |= more  # a class is fit when its base is
        parts = [
            part.with_cells([_reduced(u, more, draft.program) for u in cell] for cell in part.cells)
            for part in draft.parts
        ]
        definitions = {**draft.lifting.definitions, **more}
        lifting = replace(draft.lifting, definitions=definitions)
        draft = replace(draft, parts=tuple(parts), lifting=lifting)
    if not found:
        return draft
    giving = _Giving(_with_what_they_reach(draft.units, found))
    return replace(draft, parts=tuple(map(giving.part, draft.parts)))


def _with_what_they_reach(units: Iterable[Unit], keys: Collection[Key]) -> dict[Key, _Scope]:
    """The definitions that each class reaches, itself among them, as a statement sees them."""
    found: dict[Key, _Scope] = {}
    for unit in units:
        for name, definition in unit.scope:
            if definition.key in keys and definition.key not in found:
                found[definition.key] = reachable([name], unit.definitions)
    return found


def _classes(draft: Draft) -> Iterator[tuple[Key, Definition]]:
    """The classes that cannot take what they read in another way, as they are in the scripts."""
    state, units = draft.program.state, draft.units
    late = cache(lambda: _late(units, draft))  # most notebooks have no such class
    told: set[Key] = set()
    for unit in units:
        scope = unit.definitions
        for name, definition in scope.items():
            if definition.key in told or not isinstance(definition.node, ast.ClassDef):
                continue
            told.add(definition.key)
            names = captured(definition, scope, state)
            if not names or name in late() or path_needs(name, scope, draft.lifting):
                continue
            if not _is_fit(definition, names, draft.program):
                continue
            if class_problem(definition, names, draft.program, draft.env, scope):
                if not any(_binds_inside(u, definition.key, names) for u in units):
                    yield definition.key, _with_values(definition, names)


def _late(units: Sequence[Unit], draft: Draft) -> set[str]:
    """Names of definitions that read what is bound again, or hidden, where they are used."""
    state = draft.program.state
    found = {name for _, name, _, _ in late_rebound(units, state, draft.env)}
    for unit in units:
        found |= hidden_at(unit.analysed.statement.nodes, unit.definitions, state).keys()
    return found


def _is_fit(definition: Definition, names: frozenset[str], program: Program) -> bool:
    """Whether the class itself can hold the values: they are read when its methods are called."""
    node = definition.node
    assert isinstance(node, ast.ClassDef)
    if definition.writes or definition.registers or node.keywords or definition.mutates & names:
        return False
    if early_state(definition, program.state) or names != definition.deferred & program.state:
        return False
    called = (d.func if isinstance(d, ast.Call) else d for d in node.decorator_list)
    kinds = {last_name(base) for base in node.bases}
    own = all(last_name(one) in _DECORATORS for one in called) and not kinds & _NO_ATTRIBUTES
    return own and not program.lists_attributes and not any(map(is_private, names))


def _binds_inside(unit: Unit, key: Key, names: frozenset[str]) -> bool:
    """Whether a statement that names the class gives it no chance to get a new value in time."""
    if (unit.deletes | unit.may_delete) & names:
        return True
    if all(d.key != key for d in unit.definitions.values()) or not unit.may & names:
        return False
    nodes = unit.analysed.statement.nodes
    inside = any(isinstance(n, ast.NamedExpr) for top in nodes for n in all_nodes(top))
    return inside or len(nodes) > 1 or not isinstance(nodes[0], _SIMPLE)


def _with_values(definition: Definition, names: frozenset[str]) -> Definition:
    """The class that reads the values from itself."""
    node = definition.node
    assert isinstance(node, ast.ClassDef)
    body = (n.name for n in node.body if isinstance(n, ast.FunctionDef | ast.ClassDef))
    taken = method_names(node).union(body)
    known = all(isinstance(b, ast.Name) and b.id in BUILTINS for b in node.bases)
    values = []
    for name in sorted(names):
        # a base class of a library may have an attribute of the name
        attribute = fresh(name if known else f"given_{name}", taken | _ATTRIBUTES)
        values.append((name, attribute))
    methods = (replace(m, reads=m.reads - names, deferred=m.deferred - names)
               for m in definition.methods)  # fmt: skip
    own = frozenset({definition.name})
    return replace(
        definition,
        reads=definition.reads - names | own,
        deferred=definition.deferred - names | own,
        methods=tuple(methods),
        values=tuple(values),
    )


_ATTRIBUTES = frozenset(
    name for kind in (int, float, complex, str, bytes, list, dict, set, tuple, Exception)
    for name in dir(kind)
)  # fmt: skip
"""What objects of Python's own classes have."""


def _reduced(unit: Unit, found: Mapping[Key, Definition], program: Program) -> Unit:
    """The statement that gives these classes nothing when it makes objects."""
    if not any(d.key in found for d in unit.definitions.values()):
        return unit
    facts = unit.analysed.facts
    scope = tuple(found.get(d.key, d) for d in facts.definitions)
    analysed = replace(unit.analysed, facts=replace(facts, definitions=scope))
    made = unit_of(analysed, program.state, program.seeded)
    # what an object's methods read stays an alias of it
    return replace(
        made, may=unit.may, must=unit.must, shares=unit.shares,
        shown_as=unit.shown_as, copied_to=unit.copied_to,
    )  # fmt: skip


class _Giving:
    """Puts ``Size.n = n`` above each statement of a part that may run methods of the class, where
    the part has not said so since it got the value."""

    def __init__(self, scopes: Mapping[Key, _Scope]) -> None:
        self.scopes = scopes
        self.values = {key: dict(scope[key[0]].values) for key, scope in scopes.items()}
        self.holders: dict[str, set[Key]] = {}
        self.saved: set[Key] = set()

    def part(self, part: Part) -> Part:
        """The part with such statements."""
        given: set[Key] = set()
        cells = []
        for cell in part.cells:
            made: list[Unit] = []
            for unit in cell:
                met = self._met(unit)
                for key in sorted(met - given):
                    made += _statements(self.scopes[key], key[0], unit, part.name)
                given |= met
                made.append(unit)
                given -= {key for key in given if unit.may & self.values[key].keys()}
                self._learn(unit, met)
            cells.append(made)
        return part.with_cells(cells)

    def _met(self, unit: Unit) -> set[Key]:
        """The classes whose methods the statement may run."""
        met = {d.key for _, d in unit.scope if d.key in self.scopes}
        for name in unit.reads & self.holders.keys():
            met |= self.holders[name]
        facts = unit.analysed.facts
        return met | self.saved if facts.io or facts.module_io else met

    def _learn(self, unit: Unit, met: set[Key]) -> None:
        """Note which names may hold objects after the statement, and whether files may."""
        for name in unit.writes if met else ():
            self.holders.setdefault(name, set()).update(met)
        if met and (unit.analysed.facts.io or unit.analysed.facts.module_io):
            self.saved |= met


def _statements(scope: _Scope, called: str, above: Unit, part: str) -> Sequence[Unit]:
    """``Size.n = n`` for each value of the class."""
    made = []
    for name, attribute in scope[called].values:
        text = f"{called}.{attribute} = {name}"
        old = above.analysed.statement
        node = ast.increment_lineno(ast.parse(text).body[0], old.line - 1)
        statement = replace(old, nodes=(node,), source=text, first_line=old.line)
        facts = Facts(
            reads=frozenset({name, called}),
            definitions=tuple(scope.values()),
            effects=(f"{called}.{attribute}",),
        )
        made.append(
            Unit(
                replace(above.analysed, statement=statement, facts=facts),
                reads=frozenset({name}),
                must=frozenset(),
                may=frozenset(),
                mutates=frozenset(),
                scope=tuple(scope.items()),
                copied_to=part,
                nests=f"{called}.{attribute} {above.nests}",
            )
        )
    return made
