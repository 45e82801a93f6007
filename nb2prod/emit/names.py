"""Names that a scope of its own binds, in libcst's tree."""

from typing import Any

import libcst as cst


def local_names(node: cst.CSTNode) -> frozenset[str]:
    """Names bound by a function, lambda or comprehension itself, not by scopes inside it."""
    finder = _Binders()
    if isinstance(node, cst.FunctionDef | cst.Lambda):
        node.params.visit(finder)
        node.body.visit(finder)
    else:
        for child in node.children:
            child.visit(finder)
    return frozenset(finder.names - finder.outer)


class _Binders(cst.CSTVisitor):
    """Collects what is bound, without going into inner functions and classes."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.outer: set[str] = set()
        self.walruses: set[str] = set()

    def visit_Param(self, node: cst.Param) -> None:
        self.names.add(node.name.value)

    def visit_Lambda(self, node: cst.Lambda) -> bool:
        return False

    def visit_FunctionDef(self, node: cst.FunctionDef | cst.ClassDef) -> bool:
        self.names.add(node.name.value)
        return False

    visit_ClassDef: Any = visit_FunctionDef

    def visit_Global(self, node: cst.Global) -> None:
        self.outer |= {item.name.value for item in node.names}

    visit_Nonlocal: Any = visit_Global

    def _bound(self, node: Any) -> None:
        self._target(node.target)

    visit_AssignTarget: Any = _bound
    visit_AnnAssign: Any = _bound
    visit_AugAssign: Any = _bound
    visit_For: Any = _bound
    visit_CompFor: Any = _bound

    def visit_ListComp(self, node: cst.CSTNode) -> bool:
        """A comprehension binds its variables in a scope of its own, but for ``:=``."""
        finder = _Binders()
        for child in node.children:
            child.visit(finder)
        self.walruses |= finder.walruses
        self.names |= finder.walruses
        return False

    visit_SetComp: Any = visit_ListComp
    visit_DictComp: Any = visit_ListComp
    visit_GeneratorExp: Any = visit_ListComp

    def visit_NamedExpr(self, node: cst.NamedExpr) -> None:
        self._target(node.target)
        self.walruses |= {node.target.value} if isinstance(node.target, cst.Name) else set()

    def visit_AsName(self, node: cst.AsName) -> None:
        self._target(node.name)

    def visit_ImportAlias(self, node: cst.ImportAlias) -> None:
        if node.asname is None:
            first: Any = node.name
            while isinstance(first, cst.Attribute):
                first = first.value
            self.names.add(first.value)

    def visit_MatchAs(self, node: cst.MatchAs | cst.MatchStar) -> None:
        if node.name is not None:
            self.names.add(node.name.value)

    visit_MatchStar: Any = visit_MatchAs

    def _target(self, node: cst.CSTNode) -> None:
        if isinstance(node, cst.Name):
            self.names.add(node.value)
        elif isinstance(node, cst.Tuple | cst.List):
            for element in node.elements:
                self._target(element.value)
        elif isinstance(node, cst.StarredElement):
            self._target(node.value)
