"""Where a statement names the notebook's variables, and which it uses in a hidden way."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from nb2prod.analysis.syntax.nodes import (
    all_nodes,
    child_nodes,
    holds,
    named,
    nodes_of,
    of_tree,
    targets_of,
)
from nb2prod.analysis.syntax.scope import bound_inside
from nb2prod.analysis.text_names import named_in_text
from nb2prod.graph.returned import called_only
from nb2prod.records import dataclass

_SCOPES = (
    *(ast.Lambda, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)
_AT_ONCE = (ast.ListComp, ast.SetComp, ast.DictComp)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """``names`` are the plain uses of each variable; ``inside`` the f-string that a use stands in.

    ``unclear`` are names that cannot be told apart by the text: an inner scope binds them too or
    reads them later on, or they are bound otherwise than by a plain name. ``split``: what the
    statement reads under the name and what it binds can get two names.
    """

    names: dict[str, tuple[ast.Name, ...]]
    inside: dict[ast.Name, ast.JoinedStr]
    unclear: frozenset[str]
    split: frozenset[str]

    def can_split(self, name: str) -> bool:
        """Whether ``name = f(name)`` can be ``new = f(name)``."""
        return name in self.split and name not in self.unclear


@dataclass
class _Collector:
    names: dict[str, list[ast.Name]] = field(default_factory=dict)
    inside: dict[ast.Name, ast.JoinedStr] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)
    at_once: set[int] = field(default_factory=set)

    def walk(self, node: ast.AST, text: ast.JoinedStr | None) -> None:
        match node:
            case ast.Name(id=name):
                self.names.setdefault(name, []).append(node)
                if text is not None:
                    self.inside[node] = text
            case ast.Call() if read := named_in_text(node):
                self.unclear |= {name.id for name in read}
            case ast.JoinedStr():
                text = text or node
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                self.unclear.add(name)
            case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                self.unclear.add(name)
            case ast.alias(name=name, asname=other):
                self.unclear.add((other or name).partition(".")[0])
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                self.unclear |= set(names)
        if isinstance(node, _SCOPES):
            self.unclear |= set(_inner(node))
            if not isinstance(node, _AT_ONCE) and id(node) not in self.at_once:
                self.unclear |= named(node)
        for child in child_nodes(node):
            self.walk(child, text)


@of_tree
def occurrences_of(nodes: tuple[ast.stmt, ...]) -> Occurrences:
    """The uses of the variables in a statement (several nodes where they share a line)."""
    found = _Collector()
    if any(holds(top, _SCOPES) for top in nodes):
        found.at_once = called_only([n for top in nodes for n in all_nodes(top)])
    for node in nodes:
        found.walk(node, None)
    names = {name: tuple(uses) for name, uses in found.names.items()}
    return Occurrences(names, found.inside, frozenset(found.unclear), frozenset(_split(nodes)))


def _inner(node: ast.AST) -> Iterable[str]:
    """Names that a nested scope binds for itself, or as a definition."""
    yield from bound_inside(node)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name


def _split(nodes: Sequence[ast.stmt]) -> Iterator[str]:
    """Names that an assignment only stores to in its target, and only reads in its value."""
    if len(nodes) != 1 or not isinstance(nodes[0], ast.Assign | ast.AnnAssign):
        return
    node = nodes[0]
    if node.value is None:
        return
    inner = nodes_of(ast.Name, targets_of(node))
    stored = {n.id for n in inner if isinstance(n.ctx, ast.Store)}
    loaded = {n.id for n in inner if not isinstance(n.ctx, ast.Store)}
    walrus = {n.target.id for n in nodes_of(ast.NamedExpr, [node.value])}
    yield from stored - loaded - walrus
