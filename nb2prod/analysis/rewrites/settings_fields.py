"""The fields of classes and dicts of settings."""

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field
from keyword import iskeyword

from nb2prod.analysis.constants.class_fields import NAMESPACES
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.import_statements import imports_of
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.notebook.model import Cell, Role
from nb2prod.records import dataclass, replace

Path = tuple[str, ...]
_PLAIN = Environment({"dataclass": "dataclasses.dataclass", "field": "dataclasses.field"})


class NoSettings(Exception):
    """The class does more than to hold values, or it is used as more than that."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field, by the names that lead to it; ``line`` is that of its value in the cell."""

    path: Path
    value: ast.expr
    line: int


@dataclass(slots=True)
class Section:
    """A class or dict of settings: ``owners`` are the names that its fields are read through.

    ``statements`` are those that make it and its object, ``names`` what its fields become;
    ``access`` is how a field is read: ``CFG.lr`` or ``CFG["lr"]``.
    """

    name: str
    cell: Cell
    fields: tuple[Field, ...]
    owners: set[str]
    statements: list[tuple[Cell, ast.stmt]]
    access: type[ast.Attribute | ast.Subscript] = ast.Attribute
    names: dict[Path, str] = field(default_factory=dict)

    def called(self, path: Path) -> str:
        """What the notebook calls a field."""
        if self.access is ast.Attribute:
            return ".".join((self.name, *path))
        return self.name + "".join(f'["{part}"]' for part in path)


def holds_settings(node: ast.stmt) -> bool:
    """Whether the statement is a class of literal values, and nothing else."""
    try:
        fields = [*_fields_of(node, _PLAIN)] if isinstance(node, ast.ClassDef) else []
        return bool(fields) and all(_is_literal(one.value) for one in fields)
    except NoSettings:
        return False


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except ValueError:
        return False
    return True


def sections(nodes: Sequence[tuple[Cell, ast.stmt]]) -> Iterator[Section]:
    """The dicts of settings, and the classes, each with the object that is made of it."""
    env = Environment(imports_of(node for _, node in nodes))
    made: dict[str, Section] = {}
    for cell, node in nodes:
        match node:
            case ast.ClassDef(name=name) if cell.role is Role.PARAMETERS:
                try:
                    fields = tuple(_fields_of(node, env))
                except NoSettings:
                    continue
                if fields and name not in made:
                    made[name] = Section(name, cell, fields, {name}, [(cell, node)])
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict() as given):
                if cell.role is Role.PARAMETERS and name not in made and _has_names(given):
                    items = tuple(_items(given, _whole(name, nodes)))
                    made[name] = Section(name, cell, items, {name}, [(cell, node)], ast.Subscript)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=func) as call):
                if isinstance(func, ast.Name) and func.id in made and func.id != name:
                    _add_object(made[func.id], name, call, (cell, node))
                elif cell.role is Role.PARAMETERS and env.qualified(func) in NAMESPACES:
                    found = [Field((k.arg or "",), k.value, node.lineno) for k in call.keywords]
                    if found and not call.args and all(all(one.path) for one in found):
                        made[name] = Section(name, cell, tuple(found), {name}, [(cell, node)])
    yield from made.values()


def _has_names(node: ast.Dict) -> bool:
    """Whether all keys may be names of parameters, and there are any."""
    keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
    return bool(keys) and all(
        isinstance(k, str) and k.isidentifier() and not iskeyword(k) for k in keys
    )


def _items(node: ast.Dict, whole: set[Path], path: Path = ()) -> Iterator[Field]:
    """The items of a dict, and of dicts in it but for those that are read as a `whole`."""
    for key, value in zip(node.keys, node.values, strict=True):
        here = (*path, str(ast.literal_eval(key or "")))
        if isinstance(value, ast.Dict) and here not in whole and _has_names(value):
            yield from _items(value, whole, here)
        else:
            yield Field(here, value, value.lineno)


def _whole(name: str, nodes: Sequence[tuple[Cell, ast.stmt]]) -> set[Path]:
    """The keys after which the notebook names no other, where it reads an item of a dict."""
    every = (node for _, statement in nodes for node in all_nodes(statement))
    chains = (chain(node, ast.Subscript) for node in every if isinstance(node, ast.Subscript))
    read = Counter(path for owner, path, _ in chains if owner == name)
    longer = Counter({path[:-1]: 0 for path in read})
    for path, times in read.items():
        longer[path[:-1]] += times
    return {path for path, times in read.items() if times > longer[path]}


def _add_object(one: Section, name: str, call: ast.Call, where: tuple[Cell, ast.stmt]) -> None:
    """``cfg = CFG(lr=0.2)`` is another name of the fields, with other values for some."""
    paths = [f.path for f in one.fields]
    values = dict(zip(paths, call.args, strict=False))
    values |= {(k.arg or "",): k.value for k in call.keywords}
    if len(call.args) > len(paths) or len(one.owners) > 1 or not values.keys() <= {*paths}:
        return  # a use as any other, which is not known
    if values and where[0] is not one.cell:
        return
    one.fields = tuple(replace(f, value=values.get(f.path, f.value)) for f in one.fields)
    one.owners = {name} if values else {one.name, name}
    one.statements.append(where)


def _fields_of(node: ast.ClassDef, env: Environment) -> Iterator[Field]:
    """The fields in order.

    Raises:
        NoSettings: the class does more than to hold values.
    """
    decorators = [d.func if isinstance(d, ast.Call) else d for d in node.decorator_list]
    if any(env.qualified(d) != "dataclasses.dataclass" for d in decorators):
        raise NoSettings
    if node.keywords or any(getattr(base, "id", "") != "object" for base in node.bases):
        raise NoSettings
    for statement in node.body:
        match statement:
            case ast.Pass() | ast.Expr(value=ast.Constant()):
                pass
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield Field((name,), value, statement.lineno)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield Field((name,), _default(value, env), statement.lineno)
            case ast.ClassDef(name=name):
                inner = _fields_of(statement, env)
                yield from (replace(one, path=(name, *one.path)) for one in inner)
            case ast.FunctionDef(name="__init__") if len(node.body) == 1 or _is_text(node.body[0]):
                yield from _set_by_init(statement)
            case _:
                raise NoSettings


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _set_by_init(node: ast.FunctionDef) -> Iterator[Field]:
    """``self.lr = 0.1`` of an ``__init__`` that takes nothing else."""
    names = [one.arg for one in all_nodes(node.args) if isinstance(one, ast.arg)]
    for statement in node.body:
        match statement:
            case ast.Pass() | ast.Expr(value=ast.Constant()):
                pass
            case ast.Assign(targets=[ast.Attribute(value=ast.Name(id=owner), attr=attr)]):
                if [owner] != names:
                    raise NoSettings
                yield Field((attr,), statement.value, statement.lineno)
            case _:
                raise NoSettings


def _default(value: ast.expr, env: Environment) -> ast.expr:
    """What ``field(default_factory=lambda: [1])`` of a dataclass gives."""
    if not isinstance(value, ast.Call) or env.qualified(value.func) != "dataclasses.field":
        return value
    match value.keywords:
        case [ast.keyword(arg="default", value=given)]:
            return given
        case [ast.keyword(arg="default_factory", value=ast.Lambda(body=body))]:
            return body
        case [ast.keyword(arg="default_factory", value=ast.Name() as made)]:
            return ast.Call(made, [], [])
    raise NoSettings


def chain(
    node: ast.expr, access: type[ast.Attribute | ast.Subscript]
) -> tuple[str, Path, list[ast.Attribute | ast.Subscript]]:
    """Name, attributes or keys, and nodes of ``a.b.c`` or ``a["b"]["c"]``, from the left."""
    parts: list[ast.Attribute | ast.Subscript] = []
    path: Path = ()
    while isinstance(node, access):
        match node:
            case ast.Attribute(attr=part) | ast.Subscript(slice=ast.Constant(value=str(part))):
                path = (part, *path)
            case _:
                return "", (), []
        parts.insert(0, node)
        node = node.value
    return node.id if isinstance(node, ast.Name) else "", path, parts
