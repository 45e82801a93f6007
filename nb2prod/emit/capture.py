"""Globals handed to the functions that read them, wherever these are called."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import stored
from nb2prod.analysis.syntax.unscoped import inner
from nb2prod.notebook.source_tree import Change, Source

Captured = Mapping[str, Sequence[tuple[str, str]]]

_LOOKING = frozenset({
    "callable", "delattr", "dir", "getattr", "hasattr", "hash", "id", "isinstance", "issubclass",
    "repr", "setattr", "str", "type", "vars",
})  # fmt: skip
"""Builtins that look at what they are given, and do not call it."""
_NONE = frozenset[str]()


class Capture:
    """Hand globals to the functions that need them, and replace names by expressions.

    ``f(x)`` becomes ``f(x, scale=scale)``, any other use of ``f`` becomes
    ``functools.partial(f, scale=scale)``. Names that an inner scope binds are left alone.
    """

    def __init__(self, source: Source, captured: Captured, replaced: Mapping[str, str]) -> None:
        self.source, self.captured, self.replaced = source, captured, replaced
        self.plain: set[ast.AST] = set()
        self.methods: set[ast.AST] = set()

    def changes(self, node: ast.AST, hidden: frozenset[str] = _NONE) -> Iterator[Change]:
        """What to change in a node, where some names are those of inner scopes."""
        made = list(self._changes(node, hidden))
        if made and (shown := self.source.shown.get(node)):
            # `{RATE=}` shows the text of the notebook, whatever stands for the name
            text = self.source.text[shown.brace + 1 : shown.end]
            text = text.replace("{", "{{").replace("}", "}}")
            yield Change(shown.brace, shown.brace, text)
            yield Change(shown.equal, shown.end, "!r" if shown.bare else "")
        yield from made

    def _changes(self, node: ast.AST, hidden: frozenset[str]) -> Iterator[Change]:
        self._note(node)
        match node:
            case ast.Name(id=name, ctx=ast.Load()) if name not in hidden:
                yield from self._named(node)
            case ast.Attribute(value=ast.Name(id=name)) if name in self.captured:
                pass  # an attribute of the function itself
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                body = [node.body] if isinstance(node, ast.Lambda) else node.body
                yield from self._all(scope.header(node), hidden)
                yield from self._all(body, hidden | scope.local_names(node))
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                own = hidden.union(*(stored(one.target) for one in node.generators))
                yield from self.changes(node.generators[0].iter, hidden)
                yield from self._all(inner(node), own)
            case _:
                yield from self._all(ast.iter_child_nodes(node), hidden)
        match node:
            case ast.Call(func=ast.Name(id=name)) if name not in hidden:
                yield from with_arguments(self.source, node, dict(self.captured.get(name, ())))

    def _all(self, nodes: Iterable[ast.AST], hidden: frozenset[str]) -> Iterator[Change]:
        for node in nodes:
            yield from self.changes(node, hidden)

    def _named(self, node: ast.Name) -> Iterator[Change]:
        made = self.replaced.get(node.id, node.id)
        if node.id in self.captured and node not in self.plain:
            given = "".join(f", {name}={text}" for name, text in self.captured[node.id])
            kind = "partialmethod" if node in self.methods else "partial"
            made = f"functools.{kind}({made}{given})"
        if made != node.id:
            yield self.source.put(node, made)

    def _note(self, node: ast.AST) -> None:
        """What is called, or only looked at, needs the definition itself and not a partial."""
        match node:
            case ast.Call(func=ast.Name(id=name) as func):
                given = [*node.args, *(one.value for one in node.keywords)]
                self._look(func, *(given if name in _LOOKING else ()))
            case ast.ExceptHandler(type=ast.expr() as caught):
                self._look(caught)
            case ast.MatchClass():
                self._look(node.cls)
            case ast.Compare():
                self._look(node.left, *node.comparators)
            case ast.Assign():
                for target in node.targets:  # what becomes an attribute of a class is a method
                    owner = target.value if isinstance(target, ast.Attribute) else None
                    name = getattr(owner, "attr", getattr(owner, "id", ""))
                    self.methods |= {node.value} if name[:1].isupper() else set()

    def _look(self, *nodes: ast.expr) -> None:
        for node in nodes:
            if isinstance(node, ast.Tuple):
                self._look(*node.elts)
            self.plain.add(node)


def with_arguments(source: Source, call: ast.Call, given: Mapping[str, str]) -> Iterator[Change]:
    """``name=value`` added to a call; a bare generator cannot stand beside others."""
    if not given:
        return
    added = source.fitting(call, ", ".join(f"{name}={text}" for name, text in given.items()))
    end = source.spans[call][1]
    ends = [source.spans[one][1] for one in (*call.args, *call.keywords)]
    if ends and max(ends) == end:
        start = source.spans[call.args[0]][0]
        yield Change(start, start, "(")
        yield Change(end, end, f", {added})")
        return
    last = source.last_sign(max(ends), end - 1) if ends else -1
    if ends and source.text[last] != ",":
        yield Change(last + 1, last + 1, ", ")
    yield Change(end - 1, end - 1, added)
