"""State that functions and classes keep in themselves, which no file carries to the next stage."""

import ast
from collections.abc import Iterable, Iterator, Sequence

from nb2prod.analysis.model import Analysed, Definition
from nb2prod.analysis.tables.mutation import MUTATING_METHODS
from nb2prod.diagnostics import Diagnostic, Place
from nb2prod.plan.parts import Part
from nb2prod.plan.program import Program

_MUTABLE = (ast.List, ast.Dict, ast.Set, ast.Call, ast.ListComp, ast.DictComp, ast.SetComp)
_IMMUTABLE_CALLS = frozenset(
    {"bool", "bytes", "float", "frozenset", "int", "object", "Path", "range", "str", "tuple"}
)


def kept_state(
    parts: Sequence[Part], program: Program, places: dict[int, Place]
) -> list[Diagnostic]:
    """Definitions that one stage changes (their defaults, their attributes) and a later uses."""
    changes: dict[tuple[str, int], tuple[int, str, Place | None]] = {}
    found: dict[tuple[str, int], Diagnostic] = {}
    for analysed in program.leftover:
        _note_changes(changes, -1, analysed, places)
    for number, part in enumerate(parts):
        for unit in part.units:
            for definition in unit.analysed.facts.definitions:
                first = changes.get(_key(definition))
                if first is not None and first[0] < number and _key(definition) not in found:
                    place = unit.analysed.statement.place
                    found[_key(definition)] = _refusal(definition.name, first, place)
        for unit in part.units:
            _note_changes(changes, number, unit.analysed, places)
    return list(found.values())


def _key(definition: Definition) -> tuple[str, int]:
    return definition.name, definition.statement


def _refusal(name: str, change: tuple[int, str, Place | None], reader: Place) -> Diagnostic:
    _, what, place = change
    return Diagnostic(
        f"`{name}` keeps state in {what}, which cell {reader.cell} needs in another stage; "
        "each stage starts with a new one.",
        "Keep it in a variable, or in an object, that is passed as an argument.",
        place or reader,
        code="NB214",
    )


def _note_changes(
    changes: dict[tuple[str, int], tuple[int, str, Place | None]],
    number: int,
    analysed: Analysed,
    places: dict[int, Place],
) -> None:
    """Remember what the statement, or a definition that it reaches, changes of definitions."""
    scope = {d.name: d for d in analysed.facts.definitions}
    for name, attribute in _attributes(analysed.statement.nodes, frozenset(scope)):
        what = f"its attribute `{attribute}`"
        changes.setdefault(_key(scope[name]), (number, what, analysed.statement.place))
    for definition in scope.values():
        place = places.get(definition.statement)
        for name, what in _own_changes(definition, frozenset(scope)):
            changes.setdefault(_key(scope[name]), (number, what, place))


def _own_changes(definition: Definition, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Definitions that the code of this one changes, itself among them, and what of them."""
    node = definition.node
    if isinstance(node, ast.ClassDef):
        for method in definition.methods:
            for parameter in _changed_defaults(method):
                yield definition.name, f"the default value of `{parameter}`"
        for attribute in _class_attributes(node):
            yield definition.name, f"its attribute `{attribute}`"
    else:
        for parameter in _changed_defaults(definition):
            yield definition.name, f"the default value of `{parameter}`"
    hidden = frozenset(definition.parameters)
    for name, attribute in _attributes([node], names - hidden):
        yield name, f"its attribute `{attribute}`"


def _changed_defaults(definition: Definition) -> Iterator[str]:
    """Parameters whose default is an object that the function may change, or hand out."""
    node = definition.node.value if isinstance(definition.node, ast.Assign) else definition.node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    pairs: list[tuple[ast.arg, ast.expr | None]] = [
        *zip(reversed(positional), reversed(arguments.defaults), strict=False),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    for parameter, default in pairs:
        if parameter.arg in definition.mutated_parameters and _is_mutable(default):
            yield parameter.arg


def _is_mutable(default: ast.expr | None) -> bool:
    if isinstance(default, ast.Call) and isinstance(default.func, ast.Name):
        return default.func.id not in _IMMUTABLE_CALLS
    return isinstance(default, _MUTABLE)


def _attributes(nodes: Iterable[ast.AST], names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Attributes of the named functions and classes that the code sets or changes in place."""
    for node in (n for top in nodes for n in ast.walk(top)):
        for target in _changed(node):
            path = _path(target)
            if len(path) > 1 and path[0] in names:
                yield path[0], path[1]


def _changed(node: ast.AST) -> Iterator[ast.expr]:
    """Expressions whose value, or attribute, the node changes."""
    targets: list[ast.expr] = []
    match node:
        case ast.Assign(targets=targets) | ast.Delete(targets=targets):
            pass
        case ast.AugAssign(target=target) | ast.For(target=target):
            targets = [target]
        case ast.AnnAssign(target=target, value=ast.expr()):
            targets = [target]
        case ast.Call(func=ast.Attribute(attr=name, value=owner)) if name in MUTATING_METHODS:
            yield owner
        case ast.Call(
            func=ast.Name(id="setattr" | "delattr"), args=[owner, ast.Constant(value=str(name)), *_]
        ):
            yield ast.Attribute(owner, name, ast.Load())
    for target in targets:
        inner = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
        yield from (t for t in inner if isinstance(t, ast.Attribute | ast.Subscript))


def _path(node: ast.expr) -> list[str]:
    """``P.made`` of ``P.made[0].x``; what an object of the class stands for is its class."""
    names: list[str] = []
    while True:
        match node:
            case ast.Attribute(value=inner, attr="__class__"):
                names.append("__class__")
                node = inner
            case ast.Attribute(value=inner, attr=name):
                names.append(name)
                node = inner
            case ast.Subscript(value=inner):
                node = inner
            case ast.Call(func=ast.Name(id="type"), args=[inner]):
                names.append("__class__")
                node = inner
            case ast.Name(id=name):
                return [name, *reversed(names)]
            case _:
                return []


def _class_attributes(node: ast.ClassDef) -> Iterator[str]:
    """Attributes of the class itself that its methods change, by ``cls`` or through ``self``."""
    shared = _shared_values(node)
    for method in node.body:
        if not isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) or not method.args.args:
            continue
        first = method.args.args[0].arg
        decorators = {d.id for d in method.decorator_list if isinstance(d, ast.Name)}
        if "staticmethod" in decorators:
            continue
        for inner in ast.walk(method):
            for target in _changed(inner):
                path = _path(target)
                if len(path) < 2 or path[0] != first:
                    continue
                if "classmethod" in decorators:
                    yield path[1]
                elif path[1] == "__class__" and len(path) > 2:
                    yield path[2]
                elif path[1] in shared and not _sets(target, inner):
                    yield path[1]


def _sets(target: ast.expr, node: ast.AST) -> bool:
    """``self.x = …`` gives the object an attribute of its own."""
    plain = isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name)
    return plain and isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign)


def _shared_values(node: ast.ClassDef) -> frozenset[str]:
    """Mutable values in the class body that no method replaces by one of the object's own."""
    found: set[str] = set()
    for statement in node.body:
        match statement:
            case ast.Assign(targets=targets, value=value) if isinstance(value, _MUTABLE):
                found |= {t.id for t in targets if isinstance(t, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name), value=value) if isinstance(
                value, _MUTABLE
            ) and not (isinstance(value, ast.Call) and node.decorator_list):
                found.add(name)
    own = {
        t.attr
        for n in ast.walk(node)
        if isinstance(n, ast.Assign | ast.AnnAssign)
        for t in (n.targets if isinstance(n, ast.Assign) else [n.target])
        if isinstance(t, ast.Attribute)
    }
    return frozenset(found - own)
