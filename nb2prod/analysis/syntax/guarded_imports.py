"""Imports inside ``try`` and ``if``: which of them scripts can make at their top."""

import ast
import copy
from collections.abc import Iterable, Iterator, Mapping, Set

from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.model import Import, Statement
from nb2prod.analysis.syntax.import_statements import import_facts, imported, imports_in, is_import
from nb2prod.analysis.syntax.nodes import holds, loaded, nodes_of
from nb2prod.analysis.syntax.reads_and_binds import Flow, flow_of
from nb2prod.notebook.model import Role

_FALLBACKS = (ast.FunctionDef, ast.ClassDef)
_IMPORTS = (ast.Import, ast.ImportFrom)


def names_in(node: ast.stmt) -> set[str]:
    """The names that the imports in a statement bind."""
    return {name for one in imports_in(node) for name, _ in imported(one)}


def flags_of(node: ast.stmt) -> set[str]:
    """Names that an import in a ``try`` or ``if`` binds beside those that it imports.

    ``HAS_CAT`` of ``try: import catboost; HAS_CAT = True`` with ``except ImportError`` is one, and
    so is a function that is defined there.
    """
    if isinstance(node, ast.Import | ast.ImportFrom):
        return set()
    return {*flow_of([node]).may_bind} - names_in(node)


def imports_alone(node: ast.stmt) -> ast.stmt | None:
    """The imports of a ``try`` or ``if`` that does more, without all else; None if it has none.

    ``try: import catboost; print("found") except ImportError: print("none")`` is one: what it
    imports is a module wherever it is used, the rest stays where it is.
    """
    if isinstance(node, ast.Import | ast.ImportFrom):
        return node
    names = names_in(node) if isinstance(node, ast.Try | ast.If) else set()
    stars = (one for n in imports_in(node) for one in n.names if one.name == "*")
    if not isinstance(node, ast.Try | ast.If) or not names or any(stars):
        return None
    if not all(map(_falls_back, nodes_of(ast.Try, [node]))):
        return None
    made = copy.deepcopy(node)
    return made if _stripped(made, names) and names_in(made) == names else None


def _falls_back(node: ast.Try) -> bool:
    """Whether handlers import only where an import fails, and not where something else does."""
    importing = [h for h in node.handlers if holds(h, _IMPORTS)]
    if not importing:
        return True
    rest = [one for one in node.body if not holds(one, _IMPORTS) and not _cannot_fail(one)]
    caught = {n for h in importing for n in (loaded(h.type) if h.type else {"BaseException"})}
    imports = any(holds(one, _IMPORTS) for one in node.body)
    return imports and (not rest or caught <= {"ImportError", "ModuleNotFoundError"})


def _cannot_fail(node: ast.stmt) -> bool:
    match node:
        case ast.Assign(targets=[ast.Name()], value=ast.Constant()) | ast.Pass():
            return True
        case ast.Expr(ast.Call(func=ast.Name(id="print"), args=args)):
            return all(isinstance(a, ast.Constant) for a in args)
    return False


def _stripped(node: ast.Try | ast.If, names: Set[str]) -> bool:
    """Leave only imports in the blocks; whether there are any."""
    owners: list[ast.Try | ast.If | ast.ExceptHandler] = [node]
    owners += node.handlers if isinstance(node, ast.Try) else []
    found = False
    for owner in owners:
        for field in ("body", "orelse", "finalbody"):
            block: list[ast.stmt] = getattr(owner, field, [])
            kept = [one for one in block if _is_kept(one, names)]
            found = found or any(not isinstance(one, (*_FALLBACKS, ast.Assign)) for one in kept)
            setattr(owner, field, kept or ([ast.Pass()] if block else []))
    return found


def _is_kept(node: ast.stmt, names: Set[str]) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom():
            return True
        case ast.Try() | ast.If():
            return _stripped(node, names)
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant()):
            return name in names
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name in names
    return False


class AtTop:
    """What scripts can bind at their top, before they have any value: imports, flags, constants.

    ``binders`` counts who binds a name; ``plain`` are the constants.
    """

    def __init__(
        self, env: Environment, binders: Mapping[str, int], statements: Iterable[Statement]
    ) -> None:
        self.env, self.binders = env, binders
        cells = (s.nodes for s in statements if s.cell.role is Role.PARAMETERS)
        self.parameters = {n for nodes in cells for n in flow_of(nodes, deferred=True).may_bind}
        self.flags: set[str] = set()
        self.plain: set[str] = set()

    def knows(self, name: str) -> bool:
        """Whether what stands there may read the name."""
        constant = name in self.plain and name in self.env.constants
        return constant or name in self.env.imports or name in self.flags

    def imports(self, node: ast.stmt) -> bool:
        """Whether the statement only imports, and can do so there."""
        if isinstance(node, ast.Import | ast.ImportFrom):
            return True
        return is_import(node) and self._comes_first(node)

    def _comes_first(self, node: ast.stmt) -> bool:
        """It may bind flags besides, which nothing else binds."""
        flow = flow_of([node])
        read = flow.reads - flow.may_bind - BUILTINS
        return all(map(self.knows, read)) and all(
            self.binders.get(n, 0) <= 1 for n in flags_of(node)
        )

    def constant(self, statement: Statement, flow: Flow) -> None:
        """Take note of ``GPU = False``."""
        match statement.nodes:
            case (ast.Assign(targets=[ast.Name(id=name)]),):
                alone = self.binders.get(name) == 1 and name not in self.parameters
                if alone and all(n in BUILTINS or self.knows(n) for n in flow.reads):
                    self.plain.add(name)

    def imports_behind(self, statement: Statement, done: Set[str]) -> Iterator[Import]:
        """The imports of ``try`` and ``if`` in a statement that does more; not those `done`."""
        for node in statement.nodes:
            made = imports_alone(node)
            if made is None or not self._comes_first(made):
                continue
            if all(self.binders.get(name) == 1 for name in names_in(made) - done):
                found = import_facts(made, statement.index)
                yield from (one for one in found if one.name not in done)
