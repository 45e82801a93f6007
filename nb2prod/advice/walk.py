"""One walk over the notebook's code, which calls every rule at the nodes that it asks for."""

import ast
from collections.abc import Iterable, Mapping

from nb2prod.advice.rule import READERS, VISITORS, Advice, Book, Fix, Rule, Seen, Visitor, about
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Type
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.types.algebra import copied
from nb2prod.analysis.types.infer import type_of


class Walk:
    """Where the walk is: the statement, what is known of names there, the nodes around.

    Attributes:
        book: the notebook.
        seen: the statement.
        env: what is known of names; in a function its own names are unknown.
        parents: the nodes around the current one, outermost first.
    """

    def __init__(self, book: Book, visitors: Mapping[type[ast.AST], list[Visitor]]) -> None:
        self.book = book
        self.visitors = visitors
        self.found: list[Advice] = []
        self.parents: list[ast.AST] = []
        self.seen: Seen
        self.env: Environment

    def statement(self, seen: Seen) -> None:
        """Walk through a statement."""
        self.seen, self.env = seen, seen.env
        for top in seen.nodes:
            self.visit(top)

    def visit(self, node: ast.AST) -> None:
        """Ask about a node, then go into it."""
        for visitor in self.visitors.get(type(node), ()):
            self.found.extend(visitor(node, self))
        outside = self.env
        if isinstance(node, scope.FUNCTIONS):
            self.env = _inside(node, outside)
        self.parents.append(node)
        for child in ast.iter_child_nodes(node):
            self.visit(child)
        self.parents.pop()
        self.env = outside

    # what rules ask

    def qualified(self, node: ast.expr) -> str:
        """The public name that an expression refers to, or nothing."""
        return self.env.qualified(node) or ""

    def type_of(self, node: ast.expr) -> Type | None:
        """The type of an expression, where it is certain."""
        return type_of(node, self.env)

    @property
    def function(self) -> ast.AST | None:
        """The innermost function or lambda around the node."""
        return next((p for p in reversed(self.parents) if isinstance(p, scope.FUNCTIONS)), None)

    @property
    def repeats(self) -> bool:
        """Whether the node may run more than once: in a loop, a function, a comprehension."""
        loops = (ast.For, ast.While, ast.AsyncFor, ast.ClassDef)
        kinds = (*loops, *scope.FUNCTIONS, *scope.COMPREHENSIONS)
        return any(isinstance(p, kinds) for p in self.parents)

    def about(
        self,
        rule: Rule,
        node: ast.stmt | ast.expr,
        message: str,
        advice: str = "",
        fixes: tuple[Fix, ...] = (),
    ) -> Advice:
        """What a rule says about a node of this statement."""
        return about(rule, node, self.seen, message, advice, fixes)


def _inside(node: scope.FunctionNode, env: Environment) -> Environment:
    inner = copied(env)
    for name in scope.local_names(node):
        inner.imports.pop(name, None)
        inner.types.pop(name, None)
        inner.constants.pop(name, None)
        inner.definitions.pop(name, None)
        inner.bound[name] = None
    return inner


def walk(book: Book, rules: Iterable[str]) -> list[Advice]:
    """What the rules of these codes say, in no particular order."""
    wanted = set(rules)
    visitors = {
        kind: [visitor for rule, visitor in listed if rule.code in wanted]
        for kind, listed in VISITORS.items()
    }
    going = Walk(book, visitors)
    for seen in book.live:
        going.statement(seen)
    for rule, reader in READERS:
        if rule.code in wanted:
            going.found.extend(reader(book))
    return going.found
