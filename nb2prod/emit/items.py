"""Functions, classes and constants on module level, with the globals that they are handed."""

import ast
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from nb2prod.analysis.model import Type
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import loaded
from nb2prod.emit.blocks import closed_up, on_top, origin
from nb2prod.emit.capture import Capture, with_arguments
from nb2prod.emit.rewrite import declared, lines_of
from nb2prod.graph.closures import keyword_of
from nb2prod.notebook.source_tree import Change, Source
from nb2prod.patterns import regex
from nb2prod.plan.model import Constructor, Item
from nb2prod.records import replace

Annotate = Callable[[Type | None], str]
_HEAD = regex(r"(?:(?:async\s+)?def|class)\s+(\w+)")
_SIMPLE = (
    ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Pass, ast.Import, ast.ImportFrom,
    ast.Delete, ast.Assert, ast.Raise, ast.Global,
)  # fmt: skip


def item_texts(items: Sequence[Item], annotate: Annotate) -> list[str]:
    """The sources of a module's items: constants that need none of them first, in one block."""
    names = {item.name for item in items}
    first = [item for item in items if item.definition is None and not _reads(item) & names]
    early = {item.name for item in first}
    texts = [item_text(item, annotate) for item in items if item.name not in early]
    return ["".join(item_text(item, annotate) for item in first), *texts] if first else texts


def _reads(item: Item) -> set[str]:
    return loaded(*item.code.statement.nodes) if item.code.statement else set()


def item_text(item: Item, annotate: Annotate) -> str:
    """The source of an item, ready for the module."""
    if item.definition is None:
        return on_top([item.code])
    code = replace(item.code, captured=(), replaced=()) if item.stored else item.code
    above, text, below = lines_of(code)
    if code.provenance:
        above = [*origin(code), *closed_up(above)]
    changed = item.captured or item.stored or item.name != item.definition.name
    if changed or isinstance(item.definition.node, ast.Assign):
        source = Source(text)
        for node in source.tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
                source = Source(_function(source, item, node.value))
        text = source.changed(_changes(source, item, annotate))
    return "\n".join([*above, text, *below]).strip("\n") + "\n"


def _function(source: Source, item: Item, node: ast.Lambda) -> str:
    """``f = lambda x: x + 1`` as a def."""
    (start, end), text = source.spans[node], source.text
    taken = [source.spans[one][1] for one in _parts(node.args)]
    colon = source.colon(max(taken, default=start))
    parameters = text[start + len("lambda") : colon].strip()
    body = text[colon + 1 : end].strip()
    body = f"({body})" if "\n" in body else body
    return f"def {item.name}({parameters}):\n    return {body}"


def _changes(source: Source, item: Item, annotate: Annotate) -> Iterator[Change]:
    original = item.definition.name if item.definition else item.name
    for node in source.tree.body:
        if isinstance(node, (*scope.DEFS, ast.ClassDef)) and node.name in (original, item.name):
            name = _HEAD.match(source.text, source.spans[node][0])
            assert name is not None
            yield Change(*name.span(1), item.name)
            if isinstance(node, ast.ClassDef):
                yield from _with_attributes(source, node, item, annotate) if item.stored else ()
            else:
                yield from _with_parameters(source, node, _parameters(item.captured, annotate))


def _parameters(captured: Sequence[tuple[str, Type | None]], annotate: Annotate) -> dict[str, str]:
    return {name: annotate(kind) for name, kind in captured}


def _parts(arguments: ast.arguments) -> Iterator[ast.AST]:
    """What a signature is made of."""
    yield from scope.all_arguments(arguments)
    yield from arguments.defaults
    yield from (default for default in arguments.kw_defaults if default is not None)


def _with_parameters(
    source: Source, node: scope.DefNode, added: dict[str, str]
) -> Iterator[Change]:
    """The function with keyword-only parameters added; a `global` of the same name goes."""
    if not added:
        return
    for one in ast.walk(node):
        if isinstance(one, ast.Global) and added.keys() & set(one.names):
            names = [name for name in one.names if name not in added]
            yield declared(source, one, "global", names)
    star = "" if node.args.kwonlyargs or node.args.vararg else "*, "
    text = star + ", ".join(f"{name}: {kind}" for name, kind in added.items())
    if (rest := node.args.kwarg) is not None:
        at = source.text.rindex("**", 0, source.spans[rest][0])
        yield Change(at, at, f"{text}, ")
        return
    ends = [source.spans[one][1] for one in _parts(node.args)]
    before = [source.spans[node][0], *(source.spans[one][1] for one in _type_parameters(node))]
    last = max(ends, default=source.text.index("(", before[-1]) + 1)
    closing = source.last_sign(last, source.colon(last))
    sign = source.last_sign(last, closing)
    comma = source.text[sign] == ","
    yield Change(sign + (not comma), closing, f", {text}" if ends else text)


def _type_parameters(node: scope.DefNode | ast.ClassDef) -> list[ast.AST]:
    """``T`` of ``def f[T]()``, of Python 3.12."""
    return list(getattr(node, "type_params", ()))


def _with_attributes(
    source: Source, node: ast.ClassDef, item: Item, annotate: Annotate
) -> Iterator[Change]:
    """The class that takes globals through its constructor and keeps them on ``self``."""
    methods = [one for one in node.body if isinstance(one, scope.DEFS)]
    for one in methods:
        yield from _method(source, one, item, annotate)
    has_init = any(one.name == "__init__" for one in methods)
    if not has_init and item.constructor is not Constructor.INHERITED:
        at = 1 if ast.get_docstring(node, clean=False) is not None else 0
        if item.constructor is Constructor.FIELD:  # behind the fields that it has
            at += sum(1 for _ in takewhile(lambda one: isinstance(one, _SIMPLE), node.body[at:]))
        yield _inserted(source, node, at, list(_constructor(item, annotate)))


def _constructor(item: Item, annotate: Annotate) -> Iterator[str]:
    """What a class without an ``__init__`` gets to keep the globals."""
    kinds = _parameters(item.captured, annotate)
    if item.constructor is Constructor.FIELD:
        hidden = "dataclasses.field(kw_only=True, repr=False, compare=False)"
        yield from (f"{name}: {kinds[name]} = {hidden}" for name in item.stored)
        return
    passing = item.constructor is Constructor.PASSING
    around = ("*args", "**kwargs") if passing else ("*",)
    added = (f"{name}: {kind}" for name, kind in kinds.items())
    yield ""
    yield f"def __init__({', '.join(['self', around[0], *added, *around[1:]])}):"
    if passing:
        passed = "".join(f"{name}={name}, " for name in item.passed)
        yield f"    super().__init__(*args, {passed}**kwargs)"
    yield from (f"    self.{name} = {name}" for name in item.stored if name not in item.passed)


def _method(
    source: Source, node: scope.DefNode, item: Item, annotate: Annotate
) -> Iterator[Change]:
    first = [*node.args.posonlyargs, *node.args.args]
    owner = first[0].arg if first else "self"
    own = {name: f"{owner}.{name}" for name in item.stored}
    captured = {
        function: [(parameter, own.get(value, value)) for parameter, value in pairs]
        for function, pairs in item.code.captured
    }
    yield from Capture(source, captured, {**dict(item.code.replaced), **own}).changes(node)
    if node.name != "__init__":
        return
    assert item.definition is not None
    given = {name: keyword_of(item.definition, name) for name in item.stored}
    at = 1 if ast.get_docstring(node, clean=False) is not None else 0
    yield _inserted(source, node, at, [f"{owner}.{name} = {given[name]}" for name in item.stored])
    for call in ast.walk(node) if item.passed else ():
        match call:
            case ast.Call(func=ast.Attribute(ast.Call(func=ast.Name("super")), "__init__")):
                named = {one.arg for one in call.keywords}
                passed = {name: name for name in item.passed if name not in named}
                yield from with_arguments(source, call, passed)
    added = {given.get(name, name): annotate(kind) for name, kind in item.captured}
    yield from _with_parameters(source, node, added)


def _inserted(
    source: Source, node: scope.DefNode | ast.ClassDef, at: int, lines: Sequence[str]
) -> Change:
    """Lines put into the block of a definition, before its statement of that number."""
    head = [source.spans[node][0], *(source.spans[one][1] for one in _head(node))]
    colon = source.text.index(":", source.colon(max(head)))
    start = source.spans[node.body[0]][0]
    if "\n" not in source.text[colon:start]:  # `def f(): a; b`
        indent = f"{source.indent(colon)}    "
        return Change(colon + 1, start, "".join(f"\n{indent}{line}" for line in (*lines, "")))
    indent = source.indent(start)
    end = source.row_end(source.spans[node.body[at - 1]][1] if at else colon)
    return Change(end, end, "".join(f"\n{indent}{line}" for line in lines))


def _head(node: scope.DefNode | ast.ClassDef) -> Iterator[ast.AST]:
    """What stands in the head of a definition."""
    yield from _type_parameters(node)
    if isinstance(node, ast.ClassDef):
        yield from (*node.bases, *node.keywords)
    else:
        yield from _parts(node.args)
        yield from [node.returns] if node.returns else []
