"""Paths that are passed to the notebook's functions and classes, or are their default values."""

import ast
import re
from collections.abc import Iterator, Mapping

from nb2prod.analysis.model import Definition, IOCall
from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes, last_name, nodes_of
from nb2prod.graph.closures import default_values, init_of
from nb2prod.knowledge.files import DIRECTORY_MAKERS
from nb2prod.knowledge.schema import Access
from nb2prod.plan.paths import Key, own_calls
from nb2prod.records import dataclass

_TEXT_ATTRIBUTES = set(dir(str)) - {"join"}
_TEXT_OPERATORS = (ast.Add, ast.Mod)


@dataclass(frozen=True, slots=True)
class Handed:
    """What becomes of a parameter: it is the path of `call`, or the `folder` that one starts with.

    ``text``: the body takes it for a str, so that a ``Path`` would not do.
    """

    call: IOCall
    folder: bool = False
    text: bool = False


Parameters = Mapping[Key, Mapping[str, Handed]]


@dataclass(frozen=True, slots=True)
class Passed:
    """A path that a call of a definition passes; `into` where it is the default value, which
    `default_of` has."""

    argument: ast.expr
    handed: Handed
    into: tuple[ast.Call, str] | None = None
    default_of: Definition | None = None


def path_parameters(definitions: Mapping[Key, Definition]) -> dict[Key, dict[str, Handed]]:
    """Parameters of definitions that end up in paths of file calls, through other ones too."""
    found: dict[Key, dict[str, Handed]] = {key: {} for key in definitions}
    for key, definition in definitions.items():
        for call in sorted(own_calls(definition), key=_only_looks):
            if call.path is None and not call.start.known:
                _add(found[key], definition, call.argument, Handed(call))
    changed = True
    while changed:
        changed = False
        for key, definition in definitions.items():
            for one in passed(definition.node, definitions, found, key[0].rpartition(".")[0]):
                size = len(found[key])
                _add(found[key], definition, one.argument, one.handed)
                changed = changed or len(found[key]) > size
    return found


def _only_looks(call: IOCall) -> bool:
    """Whether a call says little of what the path is for: it makes a folder, or asks for it."""
    return call.access is Access.EXISTS or call.row.name in DIRECTORY_MAKERS


def _add(
    found: dict[str, Handed], definition: Definition, argument: ast.expr, handed: Handed
) -> None:
    name = leading_parameter(argument, definition)
    if name is None or name in found:
        return
    whole = _is_whole(argument, definition)
    text = handed.text or _takes_text(definition, name)
    found[name] = Handed(handed.call, handed.folder or not whole, text)


def _is_whole(argument: ast.expr, definition: Definition) -> bool:
    """Whether a path is just what a parameter gives, nothing added."""
    node = _behind(argument, definition)
    while isinstance(node, ast.Call) and last_name(node.func) in ("Path", "str"):
        if len(node.args) != 1:
            return False
        node = _behind(node.args[0], definition)
    return isinstance(node, ast.Name | ast.Attribute)


def leading_parameter(node: ast.expr, definition: Definition) -> str | None:
    """The parameter that a path is, or starts with; through ``self.x`` for a class.

    Variables of the body that are bound once stand for what they are bound to.
    """
    first = _first(_behind(node, definition))
    while (behind := _behind(first, definition)) is not first:
        first = _first(behind)
    found = isinstance(first, ast.Name) and first.id in names_of(definition)
    return first.id if found and isinstance(first, ast.Name) else None


def _behind(node: ast.expr, definition: Definition) -> ast.expr:
    """The value of a variable of the body that is bound once, above; else the expression itself.

    The same goes for ``self.x`` of a class that sets it once.
    """
    while True:
        if isinstance(node, ast.Name) and node.id not in names_of(definition):
            value = _only_value(definition.node, node.id)
            value = value if value is not None and value.lineno < node.lineno else None
        else:
            value = _kept(node, definition)
        if value is None:
            return node
        node = value


def _only_value(node: ast.AST, name: str) -> ast.expr | None:
    """The value of ``name = value``, where nothing else in the code binds the name."""
    stores = [
        n
        for n in all_nodes(node)
        if isinstance(n, ast.Name) and n.id == name and not isinstance(n.ctx, ast.Load)
    ]
    if len(stores) != 1:
        return None
    for child in all_nodes(node):
        if isinstance(child, ast.Assign) and child.targets == stores:
            return child.value
    return None


def _first(node: ast.expr) -> ast.expr:
    """What an expression of text or paths starts with."""
    while True:
        func = node.func if isinstance(node, ast.Call) else None
        if isinstance(node, ast.JoinedStr) and node.values:
            node = node.values[0]
        elif isinstance(node, ast.FormattedValue):
            node = node.value
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Div):
            node = node.left
        elif isinstance(func, ast.Attribute) and func.attr in ("joinpath", "with_suffix"):
            node = func.value
        elif (
            isinstance(node, ast.Call)
            and last_name(node.func) in ("join", "Path", "str")
            and node.args
        ):
            node = node.args[0]
        elif isinstance(node, ast.Call) and last_name(node.func) == "format" and node.args:
            template = node.func.value if isinstance(node.func, ast.Attribute) else None
            text = template.value if isinstance(template, ast.Constant) else ""
            if not str(text).startswith(("{}", "{0}")):
                return node
            node = node.args[0]
        else:
            return node


def names_of(definition: Definition) -> tuple[str, ...]:
    """Parameters by position; of a class those of ``__init__``, or its fields."""
    node = definition.node
    if not isinstance(node, ast.ClassDef):
        return definition.parameters
    init = init_of(node)
    if init is not None:
        return tuple(a.arg for a in (*init.args.posonlyargs, *init.args.args)[1:])
    decorated = any("dataclass" in ast.unparse(d) for d in node.decorator_list)
    fields = [s.target.id for s in node.body
              if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)]  # fmt: skip
    return tuple(fields) if decorated else ()


def _kept(node: ast.expr, definition: Definition) -> ast.expr | None:
    """What ``__init__`` sets ``self.x`` to, if nothing else does; for a field its name."""
    owner = definition.node
    if not isinstance(owner, ast.ClassDef) or not isinstance(node, ast.Attribute):
        return None
    if not (isinstance(node.value, ast.Name) and node.value.id == "self"):
        return None
    init, values = init_of(owner), [*_values_of(owner, node.attr)]
    if init is None:
        field = node.attr in names_of(definition) and not values
        return ast.copy_location(ast.Name(node.attr, ast.Load()), node) if field else None
    if len(values) != 1:
        return None
    (value,) = values
    last = init.end_lineno or init.lineno
    if not init.lineno <= value.lineno <= last or value.lineno >= node.lineno <= last:
        return None
    if isinstance(value, ast.Call) and last_name(value.func) in ("Path", "str"):
        return value.args[0] if len(value.args) == 1 else value
    return value


def _values_of(owner: ast.ClassDef, attribute: str) -> Iterator[ast.expr]:
    for statement in all_nodes(owner):
        match statement:
            case ast.Assign(targets=targets, value=value):
                yield from (value for t in targets if _is_attribute(t, attribute))
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                if _is_attribute(target, attribute):
                    yield value


def _is_attribute(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == name


def _takes_text(definition: Definition, name: str) -> bool:
    """Whether the body does something with the parameter that only a str can do."""
    for node in all_nodes(definition.node):
        if isinstance(node, ast.BinOp) and isinstance(node.op, _TEXT_OPERATORS):
            if _is(node.left, name) or _is(node.right, name):
                return True
        elif isinstance(node, ast.Attribute) and _is(node.value, name):
            if node.attr in _TEXT_ATTRIBUTES:
                return True
        elif isinstance(node, ast.Subscript | ast.Compare):
            if any(_is(child, name) for child in child_nodes(node)):
                return True
    return False


def _is(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == name and isinstance(node.value, ast.Name) and node.value.id == "self"
    return isinstance(node, ast.Name) and node.id == name


def passed(
    node: ast.AST, definitions: Mapping[Key, Definition], found: Parameters, owner: str = ""
) -> Iterator[Passed]:
    """Arguments in `node` that are passed as a path parameter of a definition.

    In a method of `owner` that is what ``self`` is.
    """
    for child, key in _calls(node, definitions, owner):
        wanted = found.get(key, {})
        names = names_of(definitions[key])
        pairs = [*zip(names, child.args, strict=False)]
        pairs += [(k.arg, k.value) for k in child.keywords if k.arg]
        for name, argument in pairs:
            if name in wanted:
                yield Passed(argument, wanted[name])


def omitted(
    node: ast.AST, definitions: Mapping[Key, Definition], found: Parameters
) -> Iterator[Passed]:
    """Default values that calls in `node` leave a path parameter of a definition at."""
    for child, key in _calls(node, definitions):
        names = names_of(definitions[key])
        given = {*names[: len(child.args)], *(k.arg for k in child.keywords)}
        if None in given:
            continue
        values = default_values(definitions[key])
        for name, handed in found.get(key, {}).items():
            if name not in given and name in values:
                yield Passed(values[name], handed, (child, name), definitions[key])


def _calls(
    node: ast.AST, definitions: Mapping[Key, Definition], owner: str = ""
) -> Iterator[tuple[ast.Call, Key]]:
    calls = nodes_of(ast.Call, [node])
    called = {child: name for child in calls if (name := called_name(child.func))}
    if owner:
        called = {c: re.sub(r"^self(?=\.)", owner, name) for c, name in called.items()}
    known = {key for key in definitions if key[0] in called.values()} if called else set[Key]()
    latest = {name: (name, n) for name, n in sorted(known, key=lambda key: key[1])}
    for child, name in called.items():
        key = latest.get(name)
        if key is not None and not any(isinstance(a, ast.Starred) for a in child.args):
            yield child, key


def called_name(function: ast.expr) -> str:
    """``save``, or ``store.save`` for a method of a name; "" for what has no such name."""
    match function:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return f"{owner}.{name}"
    return ""


def is_last_default(definition: Definition, name: str) -> bool:
    """Whether the default can be taken away: no parameter before it has one."""
    values = default_values(definition)
    before = names_of(definition)
    return not any(other in values for other in before[: before.index(name)])
