"""Globals passed to the functions that read them, at every call."""

import ast
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

import libcst as cst

from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import nodes_of, stored

T = TypeVar("T", cst.Module, cst.FunctionDef, cst.IndentedBlock)

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
        return any(name in names for names in self.scopes)

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
        if not isinstance(func, cst.Name) or self._shadowed(func.value):
            return updated_node
        return with_arguments(updated_node, dict(self.captured.get(func.value, ())))

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        name = original_node.value
        if self._shadowed(name):
            return updated_node
        if name in self.captured and id(original_node) not in self.callees:
            method = id(original_node) in self.methods
            made = "functools.partialmethod" if method else "functools.partial"
            partial = cst.parse_expression(made)
            function = cst.parse_expression(self.replaced.get(name, name))
            made_of = cst.Call(partial, [cst.Arg(function)])
            return with_arguments(made_of, dict(self.captured[name]))
        if name in self.replaced:
            return cst.parse_expression(self.replaced[name])
        return updated_node

    # what is not a read of a name

    def leave_Attribute(
        self, original_node: cst.Attribute, updated_node: cst.Attribute
    ) -> cst.BaseExpression:
        owner = original_node.value
        kept = isinstance(owner, cst.Name) and owner.value in self.captured
        value = owner if kept else updated_node.value  # an attribute of the function itself
        return updated_node.with_changes(attr=original_node.attr, value=value)

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> cst.Arg:
        return updated_node.with_changes(keyword=original_node.keyword)

    def _named(self, original: Any, updated: Any) -> Any:
        return updated.with_changes(name=original.name)

    leave_Param: Any = _named
    leave_ClassDef: Any = _named

    def _left_alone(self, node: cst.CSTNode) -> bool:
        return False

    visit_Import: Any = _left_alone
    visit_ImportFrom: Any = _left_alone
    visit_Global: Any = _left_alone
    visit_Nonlocal: Any = _left_alone

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

    def _bound(self, original: Any, updated: Any) -> Any:
        return updated.with_changes(target=original.target)

    leave_NamedExpr: Any = _bound
    leave_For: Any = _bound

    def leave_AugAssign(self, original_node: cst.AugAssign, updated_node: Any) -> Any:
        named = isinstance(original_node.target, cst.Name)
        return self._bound(original_node, updated_node) if named else updated_node

    # inner scopes

    def leave_FunctionDef(self, original_node: cst.FunctionDef, updated_node: Any) -> Any:
        self.scopes.pop()
        return self._named(original_node, updated_node)

    def _enter(self, node: cst.CSTNode) -> None:
        self.scopes.append(_local_names(node))

    def _exit(self, original: Any, updated: Any) -> Any:
        self.scopes.pop()
        return updated

    visit_FunctionDef: Any = _enter
    visit_Lambda: Any = _enter
    visit_ListComp: Any = _enter
    visit_SetComp: Any = _enter
    visit_DictComp: Any = _enter
    visit_GeneratorExp: Any = _enter
    leave_Lambda: Any = _exit
    leave_ListComp: Any = _exit
    leave_SetComp: Any = _exit
    leave_DictComp: Any = _exit
    leave_GeneratorExp: Any = _exit


def _local_names(node: cst.CSTNode) -> frozenset[str]:
    """Names bound by a function, lambda or comprehension itself, not by scopes inside it."""
    text = cst.Module([]).code_for_node(node)
    whole = text if isinstance(node, cst.FunctionDef) else f"({text}\n)"
    top = ast.parse(whole).body[0]
    made = top.value if isinstance(top, ast.Expr) else top
    if isinstance(made, scope.FUNCTIONS):
        return scope.local_names(made)
    assert isinstance(made, scope.COMPREHENSIONS)
    walruses = (one.target for one in nodes_of(ast.NamedExpr, [made]))
    targets = (*(one.target for one in made.generators), *walruses)
    return frozenset(name for target in targets for name in stored(target))


def with_arguments(call: cst.Call, given: Mapping[str, str]) -> cst.Call:
    """The call with ``name=value`` for each; a bare generator cannot stand beside others."""
    if not given:
        return call
    comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
    found = []
    for arg in call.args:
        value = arg.value
        if isinstance(value, cst.GeneratorExp) and not value.lpar:
            arg = arg.with_changes(value=in_parentheses(value))
        found.append(arg if isinstance(arg.comma, cst.Comma) else arg.with_changes(comma=comma))
    for name, text in given.items():
        found.append(cst.Arg(cst.parse_expression(text), keyword=cst.Name(name), equal=equal))
    return call.with_changes(args=found)


def in_parentheses(node: Any) -> Any:
    """The expression, in parentheses of its own."""
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


class OfNames(cst.CSTTransformer):
    """A change of what some names stand in."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__()
        self.names = names


def visited(node: T, transformer: cst.CSTTransformer) -> T:
    """The node with the changes, which leave it what it is."""
    return cst.ensure_type(node.visit(transformer), type(node))
