"""Methods of the notebook's objects, as what paths are passed to: ``store.save(df, "a.csv")``."""

import ast
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition, lineage
from nb2prod.analysis.syntax.nodes import arguments_of, nodes_of
from nb2prod.graph.units import Unit
from nb2prod.plan.handed import Parameters, called_name, leading_parameter, path_parameters
from nb2prod.plan.paths import Key
from nb2prod.records import dataclass, replace

Definitions = Mapping[Key, Definition]


@dataclass(frozen=True, slots=True)
class Handing:
    """The parameters that end up as paths, by the key of a definition or method.

    ``methods`` are those of names that hold an object, ``only`` those of them that nothing else
    calls.
    """

    parameters: Parameters = field(default_factory=dict)
    methods: Definitions = field(default_factory=dict)
    only: Definitions = field(default_factory=dict)

    def covers(self, argument: ast.expr, definition: Definition) -> bool:
        """Whether a path in a definition is one that every caller hands to it."""
        own = self.parameters.get(definition.key, {})
        if leading_parameter(argument, definition) in own:
            return True
        return any(
            one.node.lineno <= argument.lineno <= (one.node.end_lineno or one.node.lineno)
            and leading_parameter(argument, one) in self.parameters[key]
            for key, one in self.only.items()
            if one.statement == definition.statement
        )


def handing(units: Sequence[Unit], definitions: Definitions, env: Environment) -> Handing:
    """What paths are passed to, by the statements and by the definitions."""
    methods = _methods_of_objects(units)
    parameters = path_parameters({**definitions, **methods})
    if not methods:
        return Handing(parameters)
    others = _called_by_others(units, definitions, methods, parameters, env)
    only = {key: one for key, one in methods.items() if key[0].rpartition(".")[2] not in others}
    return Handing(parameters, methods, only)


def _methods_of_objects(units: Sequence[Unit]) -> dict[Key, Definition]:
    """The methods of names that always hold an object of one class, as ``store.save``."""
    found: dict[Key, Definition] = {}
    for name, owner, scope in _objects(units):
        for one in reversed(lineage(owner, scope)):
            for method in one.methods:
                own = f"{name}.{method.name}"
                if _is_plain(method):
                    parameters = method.parameters[1:]
                    made = replace(method, name=own, parameters=parameters)
                    found = {key: m for key, m in found.items() if key[0] != own}
                    found[made.key] = made
    return found


def _objects(units: Sequence[Unit]) -> Iterator[tuple[str, str, Mapping[str, Definition]]]:
    """Names that hold objects of a class of the notebook whenever they are bound."""
    bound: dict[str, set[str]] = {}
    scopes: dict[str, Mapping[str, Definition]] = {}
    for unit in units:
        types = dict(unit.analysed.facts.types)
        for name in unit.may | unit.must:
            kind = types.get(name)
            owner = kind.own_class if kind is not None else ""
            bound.setdefault(name, set()).add(owner)
            if owner in unit.definitions:
                scopes[name] = unit.definitions
    for name, owners in bound.items():
        if len(owners) == 1 and name in scopes:
            yield name, next(iter(owners)), scopes[name]


def _is_plain(method: Definition) -> bool:
    node = method.node
    return isinstance(node, ast.FunctionDef) and not node.decorator_list and bool(method.parameters)


def _called_by_others(
    units: Iterable[Unit],
    definitions: Definitions,
    methods: Definitions,
    handed: Parameters,
    env: Environment,
) -> set[str]:
    """Names of methods that more may call than statements by the names of these objects, and
    methods that hand their own path on."""
    nodes = {id(n): n for unit in units for n in unit.analysed.statement.nodes}.values()
    on = {id(node) for key, one in methods.items() for node in _hands_on(one, handed[key])}
    known = {name for name, _ in methods}
    made = [n for n in nodes_of(ast.Attribute, nodes) if called_name(n) not in known]
    made += nodes_of(ast.Attribute, (one.node for one in definitions.values()))
    return {n.attr for n in made if id(n) not in on and env.qualified(n) is None}


def _hands_on(method: Definition, own: Container[str]) -> Iterator[ast.expr]:
    """The ``self.save`` of calls that get a path which the method itself is handed."""
    for call in nodes_of(ast.Call, [method.node]):
        given = list(arguments_of(call))
        texts = [one for one in given if isinstance(one, ast.Constant) and one.value != ""]
        if called_name(call.func).startswith("self.") and not texts:
            if any(leading_parameter(one, method) in own for one in given):
                yield call.func
