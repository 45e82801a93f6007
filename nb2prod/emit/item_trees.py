"""Definitions with their captures as parameters, written by libcst."""

from collections.abc import Callable, Mapping, Sequence
from itertools import dropwhile, takewhile
from typing import Any

import libcst as cst

from nb2prod.analysis.model import Type
from nb2prod.emit.blocks import origin
from nb2prod.emit.capture import Capture, OfNames, visited, with_arguments
from nb2prod.emit.rewrite import rewritten
from nb2prod.graph.closures import keyword_of
from nb2prod.plan.model import Constructor, Item
from nb2prod.records import replace

Annotate = Callable[[Type | None], str]


def tree_text(item: Item, annotate: Annotate) -> str:
    """The source of a definition, by way of its tree."""
    code = replace(item.code, captured=(), replaced=()) if item.stored else item.code
    module = rewritten(code)
    body = [_converted(s, item, annotate) for s in module.body]
    header = list(module.header)
    if code.provenance and body:
        comments = [cst.EmptyLine(comment=cst.Comment(line)) for line in origin(code)]
        header = [*comments, *(line for line in header if line.comment)]
        body[0] = _closed_up(body[0])
    footer = [f for f in module.footer if f.comment]
    made = module.with_changes(header=header, body=body, footer=footer)
    return made.code.strip("\n") + "\n"


def _closed_up(statement: Any) -> Any:
    """The statement without blank lines above it, or above its first comment."""
    lines = list(dropwhile(lambda line: line.comment is None, statement.leading_lines))
    return statement.with_changes(leading_lines=lines)


def _converted(statement: Any, item: Item, annotate: Annotate) -> Any:
    original = item.definition.name if item.definition else item.name
    named = isinstance(statement, cst.FunctionDef | cst.ClassDef)
    if named and statement.name.value == original:
        statement = statement.with_changes(name=cst.Name(item.name))
        if isinstance(statement, cst.FunctionDef):
            return with_parameters(statement, item.captured, annotate)
        return _with_attributes(statement, item, annotate) if item.stored else statement
    if isinstance(statement, cst.SimpleStatementLine):
        for small in statement.body:
            if isinstance(small, cst.Assign) and isinstance(small.value, cst.Lambda):
                return _function(item, small.value, statement, annotate)
    return statement


def _function(item: Item, node: cst.Lambda, line: Any, annotate: Annotate) -> cst.FunctionDef:
    """``f = lambda x: x + 1`` as a def."""
    params = node.params
    body = cst.IndentedBlock([cst.SimpleStatementLine([cst.Return(node.body)])])
    made = cst.FunctionDef(cst.Name(item.name), params, body, leading_lines=line.leading_lines)
    return with_parameters(made, item.captured, annotate)


def with_parameters(
    node: cst.FunctionDef, captured: Sequence[tuple[str, Type | None]], annotate: Annotate
) -> cst.FunctionDef:
    """The function with keyword-only parameters added; a `global` of the same name goes."""
    if not captured:
        return node
    node = visited(node, _NoGlobal([name for name, _ in captured]))
    params = node.params
    added = [
        cst.Param(cst.Name(name), cst.Annotation(cst.parse_expression(annotate(kind))))
        for name, kind in captured
    ]
    star = params.star_arg
    if not params.kwonly_params and not isinstance(star, cst.Param):
        star = cst.ParamStar()
    kwonly = [p.with_changes(comma=cst.MaybeSentinel.DEFAULT) for p in params.kwonly_params]
    positional = [p.with_changes(comma=cst.MaybeSentinel.DEFAULT) for p in params.params]
    made = params.with_changes(params=positional, star_arg=star, kwonly_params=[*kwonly, *added])
    return node.with_changes(params=made)


class _NoGlobal(OfNames):
    """Takes names out of ``global a, b``: a parameter cannot be declared so."""

    def leave_Global(self, original_node: cst.Global, updated_node: cst.Global) -> Any:
        left = [item for item in updated_node.names if item.name.value not in self.names]
        if not left:
            return cst.RemoveFromParent()
        last = left[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        return updated_node.with_changes(names=[*left[:-1], last])


def _with_attributes(node: cst.ClassDef, item: Item, annotate: Annotate) -> cst.ClassDef:
    """The class that takes globals through its constructor and keeps them on ``self``."""
    body: list[Any] = []
    has_init = False
    block = _as_block(node.body)
    for child in block.body:
        if isinstance(child, cst.FunctionDef):
            is_init = child.name.value == "__init__"
            has_init = has_init or is_init
            child = _method(child, item, is_init, annotate)
        body.append(child)
    if not has_init and item.constructor is not Constructor.INHERITED:
        at = 1 if body and _is_docstring(body[0]) else 0
        if item.constructor is Constructor.FIELD:  # after the fields that it has
            at += sum(1 for _ in takewhile(_is_line, body[at:]))
        body[at:at] = _constructor(item, annotate)
    return node.with_changes(body=block.with_changes(body=body))


def _constructor(item: Item, annotate: Annotate) -> list[Any]:
    """What a class without an ``__init__`` gets to keep the globals."""
    if item.constructor is Constructor.FIELD:
        kinds = dict(item.captured)
        hidden = "dataclasses.field(kw_only=True, repr=False, compare=False)"
        return [cst.parse_statement(f"{n}: {annotate(kinds[n])} = {hidden}") for n in item.stored]
    own = [name for name in item.stored if name not in item.passed]
    lines = [cst.parse_statement(f"self.{name} = {name}") for name in own]
    head = "def __init__(self): pass"
    if item.constructor is Constructor.PASSING:
        head = "def __init__(self, *args, **kwargs): pass"
        passed = "".join(f"{name}={name}, " for name in item.passed)
        lines.insert(0, cst.parse_statement(f"super().__init__(*args, {passed}**kwargs)"))
    init = cst.parse_statement(head)
    assert isinstance(init, cst.FunctionDef)
    above = [cst.EmptyLine(indent=False)]
    init = init.with_changes(body=cst.IndentedBlock(lines), leading_lines=above)
    return [with_parameters(init, item.captured, annotate)]


def _method(
    node: cst.FunctionDef, item: Item, is_init: bool, annotate: Annotate
) -> cst.FunctionDef:
    first = [*node.params.posonly_params, *node.params.params]
    owner = first[0].name.value if first else "self"
    own: Mapping[str, str] = {name: f"{owner}.{name}" for name in item.stored}
    replaced = {**dict(item.code.replaced), **own}
    captured = {
        function: [(parameter, own.get(value, value)) for parameter, value in pairs]
        for function, pairs in item.code.captured
    }
    made = visited(node, Capture(captured, replaced))
    if not is_init:
        return made
    assert item.definition is not None
    given = {name: keyword_of(item.definition, name) for name in item.stored}
    lines = [cst.parse_statement(f"{owner}.{name} = {given[name]}") for name in item.stored]
    block = _as_block(made.body)
    old = block.body
    at = 1 if old and _is_docstring(old[0]) else 0
    body = block.with_changes(body=[*old[:at], *lines, *old[at:]])
    if item.passed:
        body = visited(body, _Passing(item.passed))
    added = [(given.get(name, name), kind) for name, kind in item.captured]
    return with_parameters(made.with_changes(body=body), added, annotate)


class _Passing(OfNames):
    """``super().__init__(k)`` -> ``super().__init__(k, scale=scale)``."""

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        match original_node.func:
            case cst.Attribute(
                value=cst.Call(func=cst.Name(value="super")), attr=cst.Name(value="__init__")
            ):
                given = {a.keyword.value for a in updated_node.args if a.keyword is not None}
                return with_arguments(updated_node, {n: n for n in self.names if n not in given})
        return updated_node


def _as_block(body: cst.BaseSuite) -> cst.IndentedBlock:
    """``def f(): a; b`` as a block with the statements on one line."""
    if isinstance(body, cst.IndentedBlock):
        return body
    assert isinstance(body, cst.SimpleStatementSuite)
    return cst.IndentedBlock([cst.SimpleStatementLine(body.body)])


def _is_line(node: Any) -> bool:
    return isinstance(node, cst.SimpleStatementLine)


def _is_docstring(node: Any) -> bool:
    return (
        isinstance(node, cst.SimpleStatementLine)
        and len(node.body) == 1
        and isinstance(node.body[0], cst.Expr)
        and isinstance(node.body[0].value, cst.SimpleString | cst.ConcatenatedString)
    )
