"""A notebook as the one that joins several sees it: what binds each name, and where."""

import ast
from collections.abc import Mapping
from functools import cached_property

from nb2prod.analysis.model import Statement
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import all_nodes, named, stored
from nb2prod.analysis.syntax.top_level import statements_in
from nb2prod.analysis.text_names import texts_of
from nb2prod.notebook.model import Notebook, Role
from nb2prod.patterns import regex
from nb2prod.records import dataclass

IMPORTS = (ast.Import, ast.ImportFrom)
_ASKED = regex(r"@([^\W\d]\w*)")
_SQL = frozenset({"duckdb", "sqldf", "pl", "polars", "pandasql"})


@dataclass(frozen=True)
class Book:
    """A notebook, and by name the statements (and nodes of them) that bind it.

    ``captured`` are names that code reads or binds which may run later: functions, classes.
    """

    notebook: Notebook
    statements: tuple[Statement, ...]
    bound: Mapping[str, tuple[tuple[Statement, ast.stmt], ...]]
    captured: frozenset[str]

    @property
    def file(self) -> str:
        return self.notebook.file

    @cached_property
    def nodes(self) -> list[ast.stmt]:
        return [node for statement in self.statements for node in statement.nodes]

    @cached_property
    def named(self) -> set[str]:
        return named(*self.nodes)

    @cached_property
    def stars(self) -> bool:
        return any(a.name == "*" for n in self.nodes if isinstance(n, IMPORTS) for a in n.names)

    @cached_property
    def in_texts(self) -> set[str]:
        """Names that strings hold for a library to look up."""
        inside = [
            n.value for top in self.nodes for n in all_nodes(top) if isinstance(n, ast.Constant)
        ]
        texts = texts_of(self.nodes, self.bound)
        asked = {name for text in inside if isinstance(text, str) for name in _ASKED.findall(text)}
        tables = texts.tables if _SQL & self.named else frozenset[str]()
        return asked | texts.terms | tables

    @cached_property
    def parameters(self) -> set[str]:
        return {
            name
            for name, found in self.bound.items()
            if any(s.cell.role is Role.PARAMETERS for s, _ in found)
        }

    def value(self, name: str) -> tuple[str, Statement] | None:
        """What a parameter is at last, as text, where only cells of parameters bind it."""
        found = self.bound[name]
        if any(s.cell.role is not Role.PARAMETERS for s, _ in found):
            return None
        statement, node = found[-1]
        match node:
            case ast.Assign(targets=[ast.Name()], value=value):
                return ast.unparse(value), statement
            case ast.AnnAssign(value=ast.expr() as value):
                return ast.unparse(value), statement
        return ast.unparse(node), statement


def book_of(notebook: Notebook) -> Book:
    """What binds the names of a notebook."""
    statements = tuple(statements_in(notebook))
    bound: dict[str, list[tuple[Statement, ast.stmt]]] = {}
    captured: set[str] = set()
    for statement in statements:
        for node in statement.nodes:
            own = scope.bound_names([node]) - _handled(node)
            for inner in all_nodes(node):
                if isinstance(inner, (*scope.FUNCTIONS, ast.ClassDef)):
                    found = scope.free_names(inner)
                    captured |= found.reads | found.writes
                    own |= found.writes
                elif isinstance(inner, ast.GeneratorExp):
                    captured |= scope.comprehension_names(inner)[0]
            for name in own:
                bound.setdefault(name, []).append((statement, node))
    together = {name: tuple(found) for name, found in bound.items()}
    return Book(notebook, statements, together, frozenset(captured))


def _handled(node: ast.stmt) -> set[str]:
    """Names that only ``except E as name`` binds, and takes away again."""
    handlers = (n for n in all_nodes(node) if isinstance(n, ast.ExceptHandler))
    return {n.name for n in handlers if n.name} - set(stored(node))
