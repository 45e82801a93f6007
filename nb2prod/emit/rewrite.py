"""Statements of the notebook to libcst statements of the scripts, as the plan says."""

import ast
from collections.abc import Iterable, Mapping, Sequence
from itertools import dropwhile
from typing import Any

import libcst as cst

from nb2prod.emit.names import local_names
from nb2prod.emit.prose import prose
from nb2prod.plan.model import Code

Statement = cst.SimpleStatementLine | cst.BaseCompoundStatement
_EMPTY = cst.EmptyLine(indent=False)


def statements_of(codes: Iterable[Code]) -> list[Statement]:
    """The codes as statements of one block, comments and blank lines with them."""
    found: list[Statement] = []
    trailing: list[cst.EmptyLine] = []
    for code in codes:
        if code.statement is None:
            made: list[Statement] = [cst.parse_statement(code.text)]
        else:
            module = rewritten(code)
            made, footer = _with_comments(module)
            if (code.starts_cell or code.provenance) and made:
                markdown = code.markdown if code.starts_cell else ""
                above = [_EMPTY, *origin(code), *_comment(markdown)]
                made[0] = _prepend(close_up(made[0]), above)
        if made and trailing:
            made[0] = _prepend(made[0], trailing)
            trailing = []
        if code.statement is not None:
            trailing.extend(footer)
        found.extend(made)
    return found


def block(statements: Sequence[Statement]) -> str:
    """The text of an indented block; empty for no statements."""
    if not statements:
        return ""
    first = statements[0]
    lines = list(getattr(first, "leading_lines", ()))
    while lines and lines[0].comment is None:
        lines.pop(0)
    body = [first.with_changes(leading_lines=lines), *statements[1:]]
    text = cst.Module([]).code_for_node(cst.IndentedBlock(body=body))
    return text.lstrip("\n")


def rewritten(code: Code) -> cst.Module:
    """A statement of the notebook with the plan's edits carried out."""
    assert code.statement is not None
    module = cst.parse_module(code.statement.source)
    if code.edits:
        module = _edited(module, code)
    module = _without_imports(module, code.statement.nodes[0])
    if code.captured or code.replaced:
        module = _visited(module, Capture(dict(code.captured), dict(code.replaced)))
    if code.assigned:
        module = _assigned(module, code.assigned)
    if code.emptied:
        module = _visited(module, _Emptied(code.emptied))
    if code.nonlocals:
        module = _visited(module, _Nonlocal(code.nonlocals))
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


_IMPORTS = (cst.Import, cst.ImportFrom)


def _assigned(module: cst.Module, name: str) -> cst.Module:
    """The bare expression as an assignment, and a line that prints it."""
    line = module.body[-1]
    if not isinstance(line, cst.SimpleStatementLine) or not isinstance(line.body[-1], cst.Expr):
        return module
    value = line.body[-1].value
    made = cst.Assign([cst.AssignTarget(cst.Name(name))], value)
    shown = cst.parse_statement(f"print({name})")
    assert isinstance(shown, cst.SimpleStatementLine)
    body = [*module.body[:-1], line.with_changes(body=[*line.body[:-1], made]), shown]
    return module.with_changes(body=body)


class _Emptied(cst.CSTTransformer):
    """``del x`` -> ``x = None``."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__()
        self.names = names

    def leave_Del(self, original_node: cst.Del, updated_node: cst.Del) -> Any:
        target = updated_node.target
        if isinstance(target, cst.Name) and target.value in self.names:
            return cst.Assign([cst.AssignTarget(target)], cst.Name("None"))
        return updated_node


class _Nonlocal(cst.CSTTransformer):
    """``global x`` of a definition that is nested in the data layer."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__()
        self.names = names

    def leave_Global(self, original_node: cst.Global, updated_node: cst.Global) -> Any:
        if not {item.name.value for item in updated_node.names} <= self.names:
            return updated_node
        return cst.Nonlocal(updated_node.names)


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
    return _visited(module, _Replace(nodes, calls))


class _Replace(cst.CSTTransformer):
    """Put parsed expressions in the place of nodes, outermost first; add arguments to calls.

    A default value whose text is empty is taken away.
    """

    def __init__(self, nodes: Mapping[int, str], calls: Mapping[int, Mapping[str, str]]) -> None:
        super().__init__()
        self.nodes, self.calls = nodes, calls

    def on_visit(self, node: cst.CSTNode) -> bool:
        return id(node) not in self.nodes

    def on_leave(self, original_node: Any, updated_node: Any) -> Any:
        if isinstance(original_node, cst.Param) and original_node.default is not None:
            if self.nodes.get(id(original_node.default)) == "":
                return updated_node.with_changes(default=None, equal=cst.MaybeSentinel.DEFAULT)
        if id(original_node) in self.calls:
            added = [_keyword(n, v) for n, v in self.calls[id(original_node)].items()]
            return updated_node.with_changes(args=[*_open(updated_node.args), *added])
        text = self.nodes.get(id(original_node))
        if not text:
            return updated_node
        made = cst.parse_expression(text)
        loose = isinstance(made, cst.BinaryOperation) and bool(original_node.lpar)
        return (
            made.with_changes(lpar=original_node.lpar, rpar=original_node.rpar) if loose else made
        )


_LOOKING = frozenset({
    "callable", "delattr", "dir", "getattr", "hasattr", "hash", "id", "isinstance", "issubclass",
    "repr", "setattr", "str", "type", "vars",
})  # fmt: skip
"""Builtins that look at what they are given, and do not call it."""


class Capture(cst.CSTTransformer):
    """Hand globals to the functions that need them, and replace names by expressions.

    ``f(x)`` becomes ``f(x, scale=scale)``, any other use of ``f`` becomes
    ``functools.partial(f, scale=scale)``. Names that an inner scope binds are left alone.
    """

    def __init__(
        self,
        captured: Mapping[str, Sequence[tuple[str, str]]],
        replaced: Mapping[str, str],
    ) -> None:
        super().__init__()
        self.captured, self.replaced = captured, replaced
        self.scopes: list[frozenset[str]] = []
        self.callees: set[int] = set()

    def _shadowed(self, name: str) -> bool:
        return any(name in scope for scope in self.scopes)

    def _keywords(self, name: str) -> list[cst.Arg]:
        return [_keyword(parameter, value) for parameter, value in self.captured[name]]

    def visit_Call(self, node: cst.Call) -> None:
        if isinstance(node.func, cst.Name):
            self.callees.add(id(node.func))
            if node.func.value in _LOOKING:
                for argument in node.args:
                    self._plain(argument.value)

    def _plain(self, node: cst.BaseExpression | None) -> None:
        """What only looks at a definition needs the definition itself, not a partial."""
        if isinstance(node, cst.Name):
            self.callees.add(id(node))
        elif isinstance(node, cst.Tuple):
            for element in node.elements:
                self._plain(element.value)

    def visit_ExceptHandler(self, node: cst.ExceptHandler) -> None:
        self._plain(node.type)

    def visit_MatchClass(self, node: cst.MatchClass) -> None:
        self._plain(node.cls)

    def visit_Comparison(self, node: cst.Comparison) -> None:
        for operand in (node.left, *(c.comparator for c in node.comparisons)):
            self._plain(operand)

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func = original_node.func
        if (
            isinstance(func, cst.Name)
            and func.value in self.captured
            and not self._shadowed(func.value)
        ):
            return updated_node.with_changes(
                args=[*_open(updated_node.args), *self._keywords(func.value)]
            )
        return updated_node

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        name = original_node.value
        if self._shadowed(name):
            return updated_node
        if name in self.captured and id(original_node) not in self.callees:
            partial = cst.parse_expression("functools.partial")
            function = cst.parse_expression(self.replaced.get(name, name))
            return cst.Call(partial, [cst.Arg(function), *self._keywords(name)])
        if name in self.replaced:
            return cst.parse_expression(self.replaced[name])
        return updated_node

    # what is not a read of a name

    def visit_Attribute(self, node: cst.Attribute) -> bool:
        return True

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        owner = original_node.value
        kept = isinstance(owner, cst.Name) and owner.value in self.captured
        value = owner if kept else updated_node.value  # an attribute of the function itself
        return updated_node.with_changes(attr=original_node.attr, value=value)

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> cst.Arg:
        return updated_node.with_changes(keyword=original_node.keyword)

    def leave_Param(self, original_node: cst.Param, updated_node: cst.Param) -> cst.Param:
        return updated_node.with_changes(name=original_node.name)

    def visit_Import(self, node: cst.Import) -> bool:
        return False

    def visit_ImportFrom(self, node: cst.ImportFrom) -> bool:
        return False

    def visit_Global(self, node: cst.Global) -> bool:
        return False

    def visit_Nonlocal(self, node: cst.Nonlocal) -> bool:
        return False

    def leave_AssignTarget(
        self, original_node: cst.AssignTarget, updated_node: cst.AssignTarget
    ) -> cst.AssignTarget:
        return original_node if isinstance(original_node.target, cst.Name) else updated_node

    def leave_NamedExpr(
        self, original_node: cst.NamedExpr, updated_node: cst.NamedExpr
    ) -> cst.NamedExpr:
        return updated_node.with_changes(target=original_node.target)

    def leave_AugAssign(
        self, original_node: cst.AugAssign, updated_node: cst.AugAssign
    ) -> cst.AugAssign:
        target = original_node.target
        return (
            updated_node.with_changes(target=target)
            if isinstance(target, cst.Name)
            else updated_node
        )

    def leave_For(self, original_node: cst.For, updated_node: cst.For) -> cst.For:
        return updated_node.with_changes(target=original_node.target)

    # inner scopes

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        self.scopes.append(local_names(node))

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        self.scopes.pop()
        return updated_node.with_changes(name=original_node.name)

    def leave_ClassDef(
        self, original_node: cst.ClassDef, updated_node: cst.ClassDef
    ) -> cst.ClassDef:
        return updated_node.with_changes(name=original_node.name)

    def visit_Lambda(self, node: cst.Lambda) -> None:
        self.scopes.append(local_names(node))

    def leave_Lambda(self, original_node: cst.Lambda, updated_node: cst.Lambda) -> cst.Lambda:
        self.scopes.pop()
        return updated_node

    def _enter(self, node: cst.CSTNode) -> None:
        self.scopes.append(local_names(node))

    def _exit(self, original: Any, updated: Any) -> Any:
        self.scopes.pop()
        return updated

    visit_ListComp: Any = _enter
    visit_SetComp: Any = _enter
    visit_DictComp: Any = _enter
    visit_GeneratorExp: Any = _enter
    leave_ListComp: Any = _exit
    leave_SetComp: Any = _exit
    leave_DictComp: Any = _exit
    leave_GeneratorExp: Any = _exit


def _keyword(name: str, value: str) -> cst.Arg:
    equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
    return cst.Arg(cst.parse_expression(value), keyword=cst.Name(name), equal=equal)


def _open(args: Sequence[cst.Arg]) -> list[cst.Arg]:
    """The arguments, each followed by a comma; a bare generator cannot stand beside others."""
    comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    found = []
    for arg in args:
        value = arg.value
        if isinstance(value, cst.GeneratorExp) and not value.lpar:
            arg = arg.with_changes(
                value=value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
            )
        found.append(arg if isinstance(arg.comma, cst.Comma) else arg.with_changes(comma=comma))
    return found


def _visited(module: cst.Module, transformer: cst.CSTTransformer) -> cst.Module:
    made = module.visit(transformer)
    assert isinstance(made, cst.Module)
    return made


def _with_comments(module: cst.Module) -> tuple[list[Statement], list[cst.EmptyLine]]:
    """The module's statements with its header on the first; its footer apart."""
    body: list[Any] = list(module.body)
    footer = [line for line in module.footer if line.comment is not None]
    if not body:
        return [], [*(line for line in module.header if line.comment), *footer]
    body[0] = _prepend(body[0], list(module.header))
    return body, footer


def _prepend(statement: Any, lines: Sequence[cst.EmptyLine]) -> Any:
    indented = [line.with_changes(indent=line.comment is not None) for line in lines]
    return statement.with_changes(leading_lines=[*indented, *statement.leading_lines])


def close_up(statement: Any) -> Any:
    """The statement without blank lines above it, or above its first comment."""
    lines = list(statement.leading_lines)
    while lines and lines[0].comment is None:
        lines.pop(0)
    return statement.with_changes(leading_lines=lines)


def origin(code: Code) -> list[cst.EmptyLine]:
    """A comment that names the cell, where one is wanted."""
    return _comment("".join(c for c in code.provenance if c.isprintable()))


def _comment(markdown: str) -> list[cst.EmptyLine]:
    """Markdown as comment lines."""
    return [
        cst.EmptyLine(indent=True, comment=cst.Comment(f"# {text}" if text else "#"))
        for text in prose(markdown)
    ]
