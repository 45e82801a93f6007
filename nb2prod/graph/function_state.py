"""State that functions and classes keep in themselves, which no file stores for the next stage."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nb2prod.analysis.model import Analysed, Definition
from nb2prod.analysis.syntax.nodes import all_nodes, last_name, named, targets_of
from nb2prod.diagnostics import Place
from nb2prod.graph.closures import default_values
from nb2prod.graph.program import Program
from nb2prod.graph.units import Part, Unit
from nb2prod.knowledge.methods import MUTATING_METHODS
from nb2prod.records import dataclass

_MUTABLE = (ast.List, ast.Dict, ast.Set, ast.Call, ast.ListComp, ast.DictComp, ast.SetComp)
_Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Change:
    """What a part (-1: a cell of no stage) changes of a definition, and where it says so."""

    part: int
    what: str
    place: Place


@dataclass(frozen=True, slots=True)
class KeptState:
    """A definition, what changes of it, and where a later stage uses it."""

    name: str
    change: Change
    reader: Place


def kept_state(parts: Sequence[Part], program: Program) -> list[KeptState]:
    """Definitions that one stage changes (their defaults, their attributes) and a later uses."""
    changes: dict[_Key, Change] = {}
    found: dict[_Key, KeptState] = {}
    units = [u for part in parts for u in part.units]
    known = {d.key for u in units for d in u.analysed.facts.definitions}
    # code of no stage is not in the scripts, so that what it changes is missing in all of them
    for analysed in program.leftover:
        _note_changes(changes, -1, analysed, known)
    for number, part in enumerate(parts):
        for unit in part.units:
            for definition in unit.analysed.facts.definitions:
                key = definition.key
                change = changes.get(key)
                if change is not None and change.part < number and key not in found:
                    found[key] = KeptState(key[0], change, unit.place)
                if key not in changes and _remembers(definition):
                    what = "the results that its cache remembers"
                    changes[key] = Change(number, what, unit.place)
        for unit in part.units:
            if unit.nests and unit.nested is None:
                continue  # each stage gives its classes their values
            _note_changes(changes, number, unit.analysed, known)
    return list(found.values())


def _remembers(definition: Definition) -> bool:
    """Whether calls are skipped, by a cache, that would do more than give a result."""
    node = definition.node
    if not isinstance(node, ast.FunctionDef) or not node.decorator_list:
        return False
    inside = [n for n in all_nodes(node) if isinstance(n, ast.Call)]
    named = {last_name(n) for d in node.decorator_list for n in all_nodes(d)}
    busy = definition.draws or definition.mutates or definition.io or definition.mutated_parameters
    prints = any(isinstance(c.func, ast.Name) and c.func.id == "print" for c in inside)
    return bool(named & {"lru_cache", "cache"} and (busy or prints))


def looked_at(units: Iterable[Unit]) -> frozenset[str]:
    """Names ``f`` of ``f.attribute`` in the statements."""
    nodes = (n for u in units for top in u.analysed.statement.nodes for n in all_nodes(top))
    return frozenset(_owner(n) for n in nodes)


def keeps_state(unit: Unit, looked: frozenset[str]) -> bool:
    """Whether a definition that the statement uses keeps something in itself, or is kept.

    `looked` are the names that other statements look at, see `looked_at`.
    """
    own = unit.definitions
    if own.keys() & looked or any("." in name for name in unit.analysed.facts.mutates):
        return True
    if not own:
        return False
    if any(_owner(n) in own for d in own.values() for n in all_nodes(d.node)):
        return True
    inside = [n for top in unit.analysed.statement.nodes for n in all_nodes(top)]
    called = {id(n.func) for n in inside if isinstance(n, ast.Call)}
    return any(isinstance(n, ast.Name) and n.id in own and id(n) not in called for n in inside)


def _owner(node: ast.AST) -> str:
    match node:
        case ast.Attribute(value=ast.Name(id=name)):
            return name
    return ""


def _note_changes(
    changes: dict[_Key, Change], number: int, analysed: Analysed, known: set[_Key]
) -> None:
    """Remember what the statement, or a definition that it reaches, changes of definitions."""
    place, index = analysed.statement.place, analysed.statement.index
    scope = {d.name: d for d in analysed.facts.definitions}
    names = frozenset(scope)
    nodes = analysed.statement.nodes if names else ()
    found = [(n, f"its attribute `{a}`") for n, a in _attributes(nodes, names)]
    for definition in scope.values():
        found += [(n, f"its attribute `{a}`") for n, a in _changed_attributes(definition, names)]
    kept = sorted(n for n in analysed.facts.mutates if "." in n)
    direct = kept and set(changed_names(analysed.statement.nodes)) & analysed.facts.mutates
    for name in kept:
        owner, _, inner = name.partition(".")
        parameter = inner.rpartition(".")[2]
        if direct or owner not in scope or _changes(scope[owner], parameter, scope):
            found.append((owner, f"the default value of `{parameter}`"))
    for name in sorted(analysed.facts.escaping & scope.keys()):  # what takes it may call it
        found += [
            (name, f"the default value of `{parameter}`")
            for parameter in sorted(
                scope[name].mutated_parameters & default_values(scope[name]).keys()
            )
            if _changes(scope[name], parameter, scope)
        ]
    for name, what in found:
        versions = [key for key in known if key[0] == name and key[1] < index]
        # the latest definition above: a later one of the same name starts again
        if versions:
            changes.setdefault(max(versions), Change(number, what, place))


def _changed_attributes(definition: Definition, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Attributes of definitions that the code of this one changes, its own among them."""
    node = definition.node
    if isinstance(node, ast.ClassDef):
        for attribute in _class_attributes(node):
            yield definition.name, attribute
    yield from _attributes([node], names - set(definition.parameters))


def _changes(definition: Definition, parameter: str, scope: Mapping[str, Definition]) -> bool:
    """Whether the text changes the parameter; what libraries might do to it does not count."""
    node = definition.node
    aliases = {parameter}
    for statement in all_nodes(node):
        match statement:
            # what a call gives is another object
            case ast.Assign(targets=targets, value=value) if not isinstance(value, ast.Call):
                if aliases & named(value):
                    aliases |= {_alias(t) for t in targets} - {""}
            case ast.Call(func=ast.Name(id=name), args=values, keywords=keywords) if name in scope:
                given = [*values, *(k.value for k in keywords)]
                if aliases & {_alias(v) for v in given} and name != definition.name:
                    other = scope[name]
                    inside = {p for m in (other, *other.methods) for p in m.parameters}
                    if inside & set(changed_names([other.node])):
                        return True
    return bool(aliases & set(changed_names([node])))


def _alias(node: ast.expr) -> str:
    """A name, or ``self.x``."""
    return ".".join(path_of(node)[:2])


def changed_names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Names (and ``self.x``) whose value the code changes in place."""
    for node in (n for top in nodes for n in all_nodes(top)):
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        for target in changed(node):
            path = path_of(target)
            set_anew = isinstance(target, ast.Attribute) and isinstance(node, ast.Assign)
            yield from path[:1]
            if len(path) > 2 or (len(path) == 2 and not set_anew):
                yield ".".join(path[:2])


def _attributes(nodes: Iterable[ast.AST], names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Attributes of the named functions and classes that the code sets or changes in place."""
    for node in (n for top in nodes for n in all_nodes(top)):
        for target in changed(node):
            path = path_of(target)
            if len(path) > 1 and path[0] in names:
                yield path[0], path[1]


def changed(node: ast.AST) -> Iterator[ast.expr]:
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
        case ast.Call(func=ast.Name(id="setattr" | "delattr"), args=[owner, key, *_]):
            attribute = key.value if isinstance(key, ast.Constant) else ast.unparse(key)
            yield ast.Attribute(owner, str(attribute), ast.Load())
    for target in targets:
        inner = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
        yield from (t for t in inner if isinstance(t, ast.Attribute | ast.Subscript))


def path_of(node: ast.expr) -> list[str]:
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
            case ast.Subscript(value=inner) | ast.NamedExpr(value=inner):
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
    shared = shared_values(node)
    for method in node.body:
        if not isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) or not method.args.args:
            continue
        first = method.args.args[0].arg
        decorators = {d.id for d in method.decorator_list if isinstance(d, ast.Name)}
        if "staticmethod" in decorators:
            continue
        for inner in all_nodes(method):
            for target in changed(inner):
                path = path_of(target)
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


def shared_values(node: ast.ClassDef) -> frozenset[str]:
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
        for n in all_nodes(node)
        for t in (targets_of(n) if not isinstance(n, ast.AugAssign) else ())
        if isinstance(t, ast.Attribute)
    }
    return frozenset(found - own)
