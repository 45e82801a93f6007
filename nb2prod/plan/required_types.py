"""What the uses of a value say about its type, where its source does not: for annotations only.

``x, y = load_data()`` of a missing module may be anything. But scikit-learn's ``model.fit(x, y)``
needs array-likes, and ``x.merge(t)`` needs a table.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import field

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed, Analysis, Definition, Type
from nb2prod.analysis.syntax.nodes import all_nodes, given_arguments
from nb2prod.analysis.syntax.scope import bound_names
from nb2prod.analysis.types.algebra import FRAME, LIKELY, SERIES, TABLE, UNION, either, members
from nb2prod.analysis.types.infer_expressions import type_of
from nb2prod.analysis.types.kinds import is_estimator
from nb2prod.graph.program import Program
from nb2prod.graph.units import Part
from nb2prod.knowledge.parameter_tables import (
    ESTIMATOR_METHODS,
    FUNCTION_PARAMETERS,
    NO_MATRIX,
    TABLE_HINTS,
    TABLE_LIBRARIES,
    TABLE_NAMES,
    Asked,
    Parameters,
)
from nb2prod.knowledge.type_tables import public_names
from nb2prod.plan.first_facts import first_types, move_past
from nb2prod.records import dataclass, replace

Version = tuple[int, str]
"""A value by the statement that binds it, and its name."""
_ARRAY_LIKE = Type("numpy.typing.ArrayLike")
_MATRIX = Type(UNION, (_ARRAY_LIKE, Type("scipy.sparse.spmatrix")))
_SIMPLE = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr)
_DEPTH = 3


def required_types(
    analysis: Analysis, program: Program, env: Environment
) -> Mapping[Version, Type]:
    """The types of values that are used in a way that tells, if only by what is displayed."""
    walk = _Walk(env, first_types(program))
    for one in analysis.live:
        walk.step(one)
    roots = {value.partition(".")[0] for value in env.imports.values()}
    pandas = "pandas" in roots and roots.isdisjoint(TABLE_LIBRARIES)
    known = {root: _required(asked, pandas) for root, asked in walk.uses.items()}
    return {v: t for v in (*known, *walk.same) if (t := known.get(walk.root(v)))}


def last_versions(parts: Sequence[Part]) -> list[Mapping[str, Version]]:
    """What names stand for after each part."""
    versions: dict[str, Version] = {}
    found: list[Mapping[str, Version]] = []
    for part in parts:
        for unit in part.units:
            versions |= {name: (unit.index, name) for name in unit.may}
        found.append(dict(versions))
    return found


def _required(asked: Set[str], pandas: bool) -> Type | None:
    """The type of a value of which this is asked."""
    telling = asked & {Asked.TABLE, *TABLE_NAMES}
    if pandas and (telling or len(asked & TABLE_HINTS) > 1):
        names = {name.removesuffix("()") for name in asked if name.endswith("()")}
        names |= asked & (TABLE_NAMES | TABLE_HINTS) - {"loc[]"}
        kinds = [t for t in TABLE.parts if names <= public_names(_name(t))]
        found = either(*kinds) if kinds else None
        return Type(LIKELY, (found,)) if found in (FRAME, SERIES) else found
    if Asked.ARRAY in asked:
        return Type(LIKELY, (_ARRAY_LIKE,))
    return _MATRIX if Asked.MATRIX in asked else None


def _name(type_: Type | None) -> str:
    return type_.name if type_ else ""


@dataclass
class _Walk:
    """Follows the statements: which value each name stands for, and what is asked of the unknown.

    ``same`` leads from a value to another one of its type, or the same.
    """

    env: Environment
    types: dict[str, Type | None]
    versions: dict[str, Version] = field(default_factory=dict)
    same: dict[Version, Version] = field(default_factory=dict)
    uses: dict[Version, set[str]] = field(default_factory=dict)

    def root(self, version: Version) -> Version:
        """The value that stands for all of one type."""
        while version in self.same:
            version = self.same[version]
        return version

    def step(self, one: Analysed) -> None:
        """Move past a statement."""
        facts, nodes = one.facts, one.statement.nodes
        may, simple = facts.may_bind, all(isinstance(node, _SIMPLE) for node in nodes)
        # in a loop that binds it again a name stands for two values
        seen = (facts.reads if simple else facts.reads - may) & self.versions.keys()
        unknown = {name for name in seen if self.types.get(name) is None}
        definitions = {d.name: d for d in facts.definitions}
        for node in nodes if unknown else ():
            named = {n: t for n in facts.reads | may if (t := self.types.get(n))}
            env = replace(self.env, types=named)
            for name, what in _asked(node, unknown, env, definitions):
                self.uses.setdefault(self.root(self.versions[name]), set()).add(what)
        before = {name: self.versions[name] for name in unknown}
        for name in sorted(may):
            version = (one.statement.index, name)
            if name in facts.binds or name not in self.versions:
                self.versions[name] = version
            else:
                self._join(version, self.versions[name])
        for source, name in (pair for node in nodes for pair in _alike(node, self.env)):
            if source in before and name in may:
                self._join(self.versions[name], before[source])
        move_past(facts, may, facts.binds, self.types)

    def _join(self, version: Version, other: Version) -> None:
        """Let two values be of one type."""
        one, two = self.root(version), self.root(other)
        if one != two:
            self.same[one] = two
            self.uses.setdefault(two, set()).update(self.uses.pop(one, ()))


def _alike(node: ast.stmt, env: Environment) -> Iterator[tuple[str, str]]:
    """Names that are assigned what another name stands for, or parts of it of the same type."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=source)):
            yield source, name
        case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Call(func=func, args=given)):
            split = (env.qualified(func) or "").endswith(".train_test_split")
            halves = [a for a in given for _ in range(2)] if split else []
            # `x, _, y, _ = ...`: what is bound twice is the last of them
            pairs = {
                t.id: a for a, t in zip(halves, targets, strict=False) if isinstance(t, ast.Name)
            }
            if not any(isinstance(part, ast.Starred) for part in given):
                yield from ((a.id, name) for name, a in pairs.items() if isinstance(a, ast.Name))


def _asked(
    top: ast.AST,
    names: Set[str],
    env: Environment,
    definitions: Mapping[str, Definition],
    depth: int = 0,
) -> Iterator[tuple[str, str]]:
    """Names, with the attributes and methods (``name()``) that they are asked for, and with what
    the parameters ask that they are given to."""
    for node in all_nodes(top):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name in names:
                yield name, attribute
            case ast.Subscript(value=ast.Attribute(value=ast.Name(id=name), attr="loc")):
                yield from ((one, "loc[]") for one in names & {name})
            case ast.Call(func=func):
                match func:
                    case ast.Attribute(value=ast.Name(id=called), attr=method) if called in names:
                        yield called, f"{method}()"
                    case ast.Name(id=called) if called in definitions and depth < _DEPTH:
                        yield from _inside(node, names, env, definitions, depth)
                for (keyword, what), place in zip(_parameters(func, env), range(9), strict=False):
                    given = [k.value for k in node.keywords if k.arg == keyword]
                    for one in given or node.args[place : place + 1]:
                        if isinstance(one, ast.Name) and one.id in names:
                            yield one.id, what


def _parameters(func: ast.expr, env: Environment) -> Parameters:
    """What the first parameters of a function or method ask for."""
    name = env.qualified(func)
    if name is not None or not isinstance(func, ast.Attribute):
        return FUNCTION_PARAMETERS.get(name or "", ())
    owner = type_of(func.value, env)
    if func.attr == "merge" and owner == FRAME:
        return (("right", Asked.TABLE),)
    if owner is None or not all(map(is_estimator, members(owner))):
        return ()
    known = ESTIMATOR_METHODS.get(func.attr, ())
    models = [
        m.parts[0] if _name(m).endswith("SearchCV") and m.parts else m for m in members(owner) if m
    ]
    plain = not any(_name(m).startswith(NO_MATRIX) or _name(m).endswith("SearchCV") for m in models)
    return known if plain else ((known[0][0], Asked.ANYTHING), *known[1:]) if known else ()


def _inside(
    call: ast.Call,
    names: Set[str],
    env: Environment,
    definitions: Mapping[str, Definition],
    depth: int,
) -> Iterator[tuple[str, str]]:
    """What a function of the notebook asks of its arguments."""
    assert isinstance(call.func, ast.Name)
    node = definitions[call.func.id].node
    given = given_arguments(node.args, call) if isinstance(node, ast.FunctionDef) else None
    if given is None or not isinstance(node, ast.FunctionDef):
        return
    local = bound_names(node.body)
    handed = {
        parameter: value.id
        for parameter, value in given.items()
        if isinstance(value, ast.Name) and value.id in names and parameter not in local
    }
    if not handed:
        return
    types = {p: t for p, v in given.items() if p not in local and (t := type_of(v, env))}
    inside = replace(env, types=types, bound=dict.fromkeys((*env.bound, *given, *local)))
    for statement in node.body:
        for name, what in _asked(statement, handed.keys(), inside, definitions, depth + 1):
            yield handed[name], what
