"""Statements of the notebook with the plan's edits, by libcst."""

import ast
from collections.abc import Mapping
from itertools import dropwhile
from typing import Any

import libcst as cst

from nb2prod.emit.capture import Capture, OfNames, in_parentheses, visited, with_arguments
from nb2prod.emit.plain import Lines
from nb2prod.emit.quotes import within_quotes
from nb2prod.plan.model import Code

_IMPORTS = (cst.Import, cst.ImportFrom)


def lines_of_tree(code: Code) -> Lines:
    """The statement as the plan wants it, as text."""
    module = rewritten(code)
    below = [line.comment.value for line in module.footer if line.comment is not None]
    if not module.body:
        return Lines([], "", [*(one.comment.value for one in module.header if one.comment), *below])
    first: Any = module.body[0]
    lines = (*module.header, *first.leading_lines)
    above = [line.comment.value if line.comment else "" for line in lines]
    body = [first.with_changes(leading_lines=[]), *module.body[1:]]
    text = "".join(map(cst.Module([]).code_for_node, body))
    return Lines(above, text.removesuffix("\n"), below)


def rewritten(code: Code) -> cst.Module:
    """A statement of the notebook with the plan's edits carried out."""
    assert code.statement is not None
    module = cst.parse_module(code.statement.source)
    if code.edits:
        module = _edited(module, code)
    module = _without_imports(module, code.statement.nodes[0])
    if code.captured or code.replaced:
        module = visited(module, Capture(dict(code.captured), dict(code.replaced)))
    if code.assigned:
        module = _assigned(module, code.assigned, code.displayed)
    elif code.printed:
        module = _printed(module)
    if code.emptied:
        module = visited(module, _Emptied(code.emptied))
    if code.nonlocals is not None:
        module = visited(module, _Nonlocal(code.nonlocals))
    return module


def _without_imports(module: cst.Module, first: ast.stmt) -> cst.Module:
    """The module without the imports that stand on the statement's line, in front of it."""
    line = module.body[0] if module.body else None
    if isinstance(first, ast.Import | ast.ImportFrom):
        return module
    if not isinstance(line, cst.SimpleStatementLine) or not isinstance(line.body[0], _IMPORTS):
        return module
    rest = list(dropwhile(lambda small: isinstance(small, _IMPORTS), line.body))
    return module.with_changes(body=[line.with_changes(body=rest), *module.body[1:]])


_DISPLAYS = ("display", "IPython.display.display", "print")
"""How ``display(…)`` is written here, for which an earlier edit may have put `print`."""


def _assigned(module: cst.Module, names: str, displayed: bool) -> cst.Module:
    """The bare expression as an assignment, and a line that prints what the notebook displays."""
    line = module.body[-1]
    if not isinstance(line, cst.SimpleStatementLine) or not isinstance(line.body[-1], cst.Expr):
        return module
    value = line.body[-1].value
    target: Any = cst.parse_expression(names)
    if isinstance(value, cst.Call) and module.code_for_node(value.func) in _DISPLAYS:
        parts = [one.value for one in value.args]
        parts = [one for one in parts if not isinstance(one, cst.SimpleString)]
        value = parts[0] if len(parts) == 1 else cst.Tuple([cst.Element(one) for one in parts])
        displayed = True
    made = cst.Assign([cst.AssignTarget(target)], value)
    whole = f"({names})" if isinstance(target, cst.Tuple) else names
    shown = cst.parse_statement(f"print({whole})")
    assert isinstance(shown, cst.SimpleStatementLine)
    body = [*module.body[:-1], line.with_changes(body=[*line.body[:-1], made])]
    body += [shown] if displayed else []
    return module.with_changes(body=body)


def _printed(module: cst.Module) -> cst.Module:
    """The bare expression as what is printed."""
    line = module.body[-1]
    assert isinstance(line, cst.SimpleStatementLine)
    assert isinstance(line.body[-1], cst.Expr)
    value = line.body[-1].value
    if isinstance(value, cst.Tuple) and not value.lpar:
        value = in_parentheses(value)
    shown = cst.Expr(cst.Call(cst.Name("print"), [cst.Arg(value)]))
    body = [*module.body[:-1], line.with_changes(body=[*line.body[:-1], shown])]
    return module.with_changes(body=body)


class _Emptied(OfNames):
    """``del x`` -> ``x = None``."""

    def leave_Del(self, original_node: cst.Del, updated_node: cst.Del) -> Any:
        target = updated_node.target
        if isinstance(target, cst.Name) and target.value in self.names:
            return cst.Assign([cst.AssignTarget(target)], cst.Name("None"))
        return updated_node


class _Nonlocal(OfNames):
    """``global x`` of a definition that is nested in the data layer: what it only reads is seen."""

    def leave_Global(self, original_node: cst.Global, updated_node: cst.Global) -> Any:
        kept = [item for item in updated_node.names if item.name.value in self.names]
        if not kept:
            return cst.RemoveFromParent()
        kept[-1] = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        return cst.Nonlocal(kept)


def _edited(module: cst.Module, code: Code) -> cst.Module:
    from libcst.metadata import MetadataWrapper, PositionProvider

    assert code.statement is not None
    lines = code.statement.source.splitlines()
    offset = code.statement.first_line - 1

    def at(line: int, column: int) -> tuple[int, int]:
        row = line - offset
        text = lines[row - 1] if 0 < row <= len(lines) else ""
        return row, len(text.encode()[:column].decode(errors="ignore"))

    wanted: dict[tuple[tuple[int, int], tuple[int, int]], str] = {}
    given: dict[tuple[tuple[int, int], tuple[int, int]], dict[str, str]] = {}
    for one in code.edits:
        s = one.span
        where = (at(s.line, s.column), at(s.end_line, s.end_column))
        if one.keyword:
            given.setdefault(where, {})[one.keyword] = one.code
        else:
            wanted[where] = one.code
    wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
    positions = wrapper.resolve(PositionProvider)
    nodes: dict[int, str] = {}
    calls: dict[int, dict[str, str]] = {}
    for node, place in positions.items():
        key = ((place.start.line, place.start.column), (place.end.line, place.end.column))
        if key in given and isinstance(node, cst.Call):
            calls[id(node)] = given[key]
        if key in wanted and isinstance(node, cst.BaseExpression):
            nodes[id(node)] = wanted[key]
    return visited(module, _Replace(nodes, calls))


class _Replace(cst.CSTTransformer):
    """Put parsed expressions in the place of nodes, outermost first; add arguments to calls.

    A default value whose text is empty is taken away.
    """

    def __init__(self, nodes: Mapping[int, str], calls: Mapping[int, Mapping[str, str]]) -> None:
        super().__init__()
        self.nodes, self.calls = nodes, calls
        self.quotes: list[str] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FormattedString):
            self.quotes.append(node.quote)
        return id(node) not in self.nodes

    def on_leave(self, original_node: Any, updated_node: Any) -> Any:
        if isinstance(original_node, cst.FormattedString):
            self.quotes.pop()
        if isinstance(original_node, cst.Param) and original_node.default is not None:
            if self.nodes.get(id(original_node.default)) == "":
                return updated_node.with_changes(default=None, equal=cst.MaybeSentinel.DEFAULT)
        if id(original_node) in self.calls:
            return with_arguments(updated_node, self.calls[id(original_node)])
        text = self.nodes.get(id(original_node))
        if not text:
            return updated_node
        for around in self.quotes:
            text = within_quotes(text, around)
        made = cst.parse_expression(text)
        loose = isinstance(made, cst.BinaryOperation) and bool(original_node.lpar)
        return (
            made.with_changes(lpar=original_node.lpar, rpar=original_node.rpar) if loose else made
        )
