"""Classes of settings: ``CFG.lr`` of a cell tagged `parameters` is a parameter of its own.

Where the notebook only reads the fields of the class (or of the one object that it makes of it),
they become plain assignments, and each ``CFG.lr`` a name: all that holds for parameters holds for
them. `Notebook.renamed` says that the name is called ``CFG.lr`` in the file.
"""

import ast
import copy
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import field

from nb2prod.analysis.constants.class_fields import NAMESPACES
from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.syntax.import_statements import imports_of
from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes, named
from nb2prod.analysis.syntax.scope import COMPREHENSIONS, DEFS, binds, bound_inside
from nb2prod.naming import fresh, slug
from nb2prod.notebook.edits import SourceEdit, edited, end_of, in_place_of, replaced
from nb2prod.notebook.model import Cell, Notebook, Role
from nb2prod.notebook.syntax import body_of, first_line, stands_alone
from nb2prod.records import dataclass, replace

Path = tuple[str, ...]
_PLAIN = Environment({"dataclass": "dataclasses.dataclass", "field": "dataclasses.field"})


class _NoSettings(Exception):
    """The class does more than to hold values, or it is used as more than that."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field, by the names that lead to it; ``line`` is that of its value in the cell."""

    path: Path
    value: ast.expr
    line: int


@dataclass(slots=True)
class _Section:
    """A class of settings: ``owners`` are the names that its fields are read through.

    ``statements`` are those that make it and its object, ``names`` what its fields become.
    """

    name: str
    cell: Cell
    fields: tuple[_Field, ...]
    owners: set[str]
    statements: list[tuple[Cell, ast.stmt]]
    names: dict[Path, str] = field(default_factory=dict)


def with_settings_as_names(notebook: Notebook) -> Notebook:
    """The notebook with a name for each field that it reads of a class of settings."""
    if all(cell.role is not Role.PARAMETERS for cell in notebook.cells):
        return notebook
    tried: set[str] = set()
    while True:
        live = notebook.live
        nodes = [(cell, node) for cell in live for node in body_of(cell.source)]
        left = [one for one in _sections(nodes) if one.name not in tried]
        if not left:
            return notebook
        one = left[-1]  # which may read the fields of those above
        tried.add(one.name)
        with suppress(_NoSettings):
            edits = _edits(one, nodes)
            names = [(new, ".".join((one.name, *path))) for path, new in one.names.items()]
            renamed = (*notebook.renamed, *names)
            notebook = replace(edited(notebook, edits), renamed=renamed)


def holds_settings(node: ast.stmt) -> bool:
    """Whether the statement is a class of literal values, and nothing else."""
    try:
        fields = [*_fields_of(node, _PLAIN)] if isinstance(node, ast.ClassDef) else []
        return bool(fields) and all(_is_literal(one.value) for one in fields)
    except _NoSettings:
        return False


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except ValueError:
        return False
    return True


# what the classes say


def _sections(nodes: Sequence[tuple[Cell, ast.stmt]]) -> Iterator[_Section]:
    """The classes of settings, each with the object that is made of it."""
    env = Environment(imports_of(node for _, node in nodes))
    made: dict[str, _Section] = {}
    for cell, node in nodes:
        match node:
            case ast.ClassDef(name=name) if cell.role is Role.PARAMETERS:
                try:
                    fields = tuple(_fields_of(node, env))
                except _NoSettings:
                    continue
                if fields and name not in made:
                    made[name] = _Section(name, cell, fields, {name}, [(cell, node)])
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=func) as call):
                if isinstance(func, ast.Name) and func.id in made and func.id != name:
                    _add_object(made[func.id], name, call, (cell, node))
                elif cell.role is Role.PARAMETERS and env.qualified(func) in NAMESPACES:
                    given = [_Field((k.arg or "",), k.value, node.lineno) for k in call.keywords]
                    if given and not call.args and all(all(one.path) for one in given):
                        made[name] = _Section(name, cell, tuple(given), {name}, [(cell, node)])
    yield from made.values()


def _add_object(one: _Section, name: str, call: ast.Call, where: tuple[Cell, ast.stmt]) -> None:
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


def _fields_of(node: ast.ClassDef, env: Environment) -> Iterator[_Field]:
    """The fields in order.

    Raises:
        _NoSettings: the class does more than to hold values.
    """
    decorators = [d.func if isinstance(d, ast.Call) else d for d in node.decorator_list]
    if any(env.qualified(d) != "dataclasses.dataclass" for d in decorators):
        raise _NoSettings
    if node.keywords or any(getattr(base, "id", "") != "object" for base in node.bases):
        raise _NoSettings
    for statement in node.body:
        match statement:
            case ast.Pass() | ast.Expr(value=ast.Constant()):
                pass
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield _Field((name,), value, statement.lineno)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield _Field((name,), _default(value, env), statement.lineno)
            case ast.ClassDef(name=name):
                inner = _fields_of(statement, env)
                yield from (replace(one, path=(name, *one.path)) for one in inner)
            case ast.FunctionDef(name="__init__") if len(node.body) == 1 or _is_text(node.body[0]):
                yield from _set_by_init(statement)
            case _:
                raise _NoSettings


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _set_by_init(node: ast.FunctionDef) -> Iterator[_Field]:
    """``self.lr = 0.1`` of an ``__init__`` that takes nothing else."""
    names = [one.arg for one in all_nodes(node.args) if isinstance(one, ast.arg)]
    for statement in node.body:
        match statement:
            case ast.Pass() | ast.Expr(value=ast.Constant()):
                pass
            case ast.Assign(targets=[ast.Attribute(value=ast.Name(id=owner), attr=attr)]):
                if [owner] != names:
                    raise _NoSettings
                yield _Field((attr,), statement.value, statement.lineno)
            case _:
                raise _NoSettings


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
    raise _NoSettings


# what reads them


def _edits(one: _Section, nodes: Sequence[tuple[Cell, ast.stmt]]) -> list[tuple[int, SourceEdit]]:
    """What to change, with the number of the cell; it gives the section's fields their names.

    Raises:
        _NoSettings: the class is used as more than a holder of values.
    """
    own = [node for _, node in one.statements]
    every = {*one.owners, one.name}
    paths = {f.path for f in one.fields}
    private = any(part.startswith("__") for path in paths for part in path)  # would be mangled
    if private or len(paths) != len(one.fields):
        raise _NoSettings
    uses: list[tuple[Cell, ast.expr]] = []
    for cell, node in nodes:
        if node not in own:
            uses += [(cell, use) for use in _uses(node, one.owners, every, paths)]
        elif not stands_alone(node, (other for c, other in nodes if c is cell)):
            raise _NoSettings
    others = [node for _, node in nodes if node not in own]
    taken = {*bound_inside(ast.Module(others, [])), *named(*others)} | BUILTINS
    for path in (f.path for f in one.fields):
        one.names[path] = _name(one.name, path, taken | {*one.names.values()})
    found = [(cell.number, _edit(one, cell, use)) for cell, use in uses]
    for cell, node in one.statements:
        start = first_line(node)
        text = _assignments(one, start, node) if node is own[0] else _blank(node)
        found.append((cell.number, SourceEdit((start, 0), end_of(node), text)))
    return found


def _name(section: str, path: Path, taken: set[str]) -> str:
    """What a field is called: by itself, where the notebook has no such name."""
    last = path[-1]
    plain = last not in taken and not last.startswith("_")
    return fresh(last if plain else "_".join(map(slug, (section, *path))), taken)


def _uses(
    node: ast.AST, owners: set[str], every: set[str], paths: set[Path], eager: bool = False
) -> Iterator[ast.expr]:
    """The expressions that read a field; whole f-strings, of which Python 3.11 says no more.

    Raises:
        _NoSettings: the class or object is used otherwise, also where a definition stands.
    """
    match node:
        case ast.Attribute() if (found := _chain(node))[0] in owners:
            _, attributes, parts = found
            for length in range(1, len(attributes) + 1):
                part = parts[length - 1]
                if attributes[:length] in paths and isinstance(part.ctx, ast.Load) and not eager:
                    yield part
                    return
            raise _NoSettings
        case ast.Name(id=name) | ast.arg(arg=name) if name in every:
            raise _NoSettings
        case ast.Constant(value=str(text)):
            if any(re.search(rf"@{name}\b|\b{name}\.\w", text) for name in every):
                raise _NoSettings
    declared = node.names if isinstance(node, ast.Global | ast.Nonlocal) else binds(node)
    if every.intersection(declared):
        raise _NoSettings
    early = _early(node)
    children = child_nodes(node)
    inner = (n for one in children for n in _uses(one, owners, every, paths, eager or one in early))
    if isinstance(node, ast.JoinedStr):
        yield from [node] if list(inner) else []
    else:
        yield from inner


def _early(node: ast.AST) -> list[ast.AST]:
    """What a definition evaluates where it stands: it would need the parameters there."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return [*node.decorator_list, *([node.returns] if node.returns else [])]
        case ast.ClassDef():
            return [one for one in child_nodes(node) if not isinstance(one, DEFS)]
        case ast.arg(annotation=ast.expr() as annotation):
            return [annotation]
    return []


def _chain(node: ast.expr) -> tuple[str, Path, list[ast.Attribute]]:
    """Name, attributes and nodes of ``a.b.c``, from the left."""
    parts: list[ast.Attribute] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node)
        node = node.value
    name = node.id if isinstance(node, ast.Name) else ""
    return name, tuple(part.attr for part in parts), parts


# how they are written


class _Written(ast.NodeTransformer):
    """Puts the names of fields in the place of what reads them; `inside` is a class body."""

    def __init__(self, one: _Section, inside: Path | None = None) -> None:
        self.one = one
        self.inside = inside

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        owner, path, _ = _chain(node)
        own = {*self.one.owners} | ({"self"} if self.inside is not None else set())
        if owner in own and path in self.one.names:
            return ast.Name(self.one.names[path], ast.Load())
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in {*self.one.owners, self.one.name, "self"}:
            raise _NoSettings
        if self.inside is None:
            return node
        return ast.Name(self.one.names.get((*self.inside, node.id), node.id), node.ctx)


_OWN_SCOPES = (*COMPREHENSIONS, ast.Lambda, ast.NamedExpr)


def _assignments(one: _Section, first: int, node: ast.stmt) -> str:
    """The statement as assignments to names, each on the line where the field has its value."""
    lines: dict[int, list[str]] = {}
    for item in one.fields:
        if any(isinstance(n, _OWN_SCOPES) for n in all_nodes(item.value)):
            raise _NoSettings  # what a name is there depends on the scope
        text = _written(item.value, _Written(one, item.path[:-1]))
        lines.setdefault(item.line, []).append(f"{one.names[item.path]} = {text}")
    numbers = range(first, (node.end_lineno or first) + 1)
    return "\n".join("; ".join(lines.get(number, [])) for number in numbers)


def _written(node: ast.expr, transformer: ast.NodeTransformer) -> str:
    try:
        return ast.unparse(transformer.visit(copy.deepcopy(node)))
    except (ValueError, RecursionError) as error:
        raise _NoSettings from error


def _edit(one: _Section, cell: Cell, node: ast.expr) -> SourceEdit:
    """The edit of an expression that reads fields."""
    wanted = _written(node, _Written(one))
    if not isinstance(node, ast.JoinedStr):
        return in_place_of(node, wanted)
    text = ast.get_source_segment(cell.source, node) or ""
    for path, name in one.names.items():
        for owner in one.owners:
            text = re.sub(rf"\b{re.escape('.'.join((owner, *path)))}\b", name, text)
    try:
        if ast.unparse(ast.parse(f"({text})")) != ast.unparse(ast.parse(wanted)):
            raise _NoSettings
    except (SyntaxError, ValueError) as error:
        raise _NoSettings from error
    return replaced(node, text)


def _blank(node: ast.stmt) -> str:
    return "\n" * ((node.end_lineno or node.lineno) - node.lineno)
