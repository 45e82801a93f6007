"""Globals handed to the functions that read them, wherever these are called."""

from collections.abc import Mapping, Sequence
from typing import Any

import libcst as cst

from nb2prod.emit.names import local_names

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
        self.methods: set[int] = set()

    def _shadowed(self, name: str) -> bool:
        return any(name in scope for scope in self.scopes)

    def _keywords(self, name: str) -> list[cst.Arg]:
        return [keyword_argument(parameter, value) for parameter, value in self.captured[name]]

    def visit_Call(self, node: cst.Call) -> None:
        if isinstance(node.func, cst.Name):
            self.callees.add(id(node.func))
            if node.func.value in _LOOKING:
                for argument in node.args:
                    self._plain(argument.value)

    def visit_Assign(self, node: cst.Assign) -> None:
        """A function that becomes an attribute of a class is a method."""
        for target in (one.target for one in node.targets):
            owner = target.value if isinstance(target, cst.Attribute) else None
            name = owner.attr if isinstance(owner, cst.Attribute) else owner
            if isinstance(name, cst.Name) and name.value[:1].isupper():
                self.methods.add(id(node.value))

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
                args=[*followed_by_commas(updated_node.args), *self._keywords(func.value)]
            )
        return updated_node

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        name = original_node.value
        if self._shadowed(name):
            return updated_node
        if name in self.captured and id(original_node) not in self.callees:
            method = id(original_node) in self.methods
            made = "functools.partialmethod" if method else "functools.partial"
            partial = cst.parse_expression(made)
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

    def leave_FormattedStringExpression(
        self,
        original_node: cst.FormattedStringExpression,
        updated_node: cst.FormattedStringExpression,
    ) -> cst.FormattedStringExpression | cst.FlattenSentinel[cst.BaseFormattedStringContent]:
        """``{RATE=}`` shows the text of the notebook, whatever stands for the name."""
        if original_node.equal is None or updated_node.expression is original_node.expression:
            return updated_node
        plain = original_node.with_changes(conversion=None, format_spec=None)
        text = cst.Module([]).code_for_node(plain)[1:-1].replace("{", "{{").replace("}", "}}")
        conversion = original_node.conversion or (None if original_node.format_spec else "r")
        shown = updated_node.with_changes(equal=None, conversion=conversion)
        return cst.FlattenSentinel([cst.FormattedStringText(text), shown])

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


def keyword_argument(name: str, value: str) -> cst.Arg:
    """``name=value``, as it is to be added to a call."""
    equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
    return cst.Arg(cst.parse_expression(value), keyword=cst.Name(name), equal=equal)


def followed_by_commas(args: Sequence[cst.Arg]) -> list[cst.Arg]:
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
