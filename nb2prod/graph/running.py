"""Whether a statement may run code of an object or function that was stored before."""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.model import Definition
from nb2prod.analysis.syntax.nodes import all_nodes, loaded
from nb2prod.graph.closures import captured
from nb2prod.graph.units import Unit
from nb2prod.knowledge.lookup import at_or_below
from nb2prod.reach import reached
from nb2prod.records import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """The code of a notebook's definitions, by the names under which it is called."""

    functions: Mapping[str, Sequence[ast.AST]]
    methods: Mapping[str, Sequence[ast.AST]]
    env: Environment
    variables: frozenset[str]

    def reached(self, nodes: Iterable[ast.AST]) -> list[ast.AST]:
        """What runs with the nodes: themselves, functions and methods that they name, all down.

        Of which class an object is nobody asks: ``m.fit`` names the methods of all. What Python
        calls by itself, such as ``__repr__``, counts as named.
        """
        special = [m for name, found in self.methods.items() if _is_special(name) for m in found]
        tops = reached(
            [*nodes, *special], lambda top: (m for n in all_nodes(top) for m in self._named(n))
        )
        return [node for top in tops for node in all_nodes(top)]

    def _named(self, node: ast.AST) -> Iterator[ast.AST]:
        match node:
            case ast.Attribute(attr=name) | ast.Constant(value=str(name)):
                yield from self.methods.get(name, ())
            case ast.Name(id=name):
                yield from self.functions.get(name, ())


def code_of(units: Iterable[Unit], env: Environment, variables: frozenset[str]) -> Code:
    """The code of all definitions that statements of the notebook reach."""
    functions: dict[str, list[ast.AST]] = {}
    methods: dict[str, list[ast.AST]] = {}
    definitions = {id(d.node): d for unit in units for _, d in unit.scope}
    for definition in definitions.values():
        node = definition.node
        if not isinstance(node, ast.ClassDef):
            functions.setdefault(definition.name, []).append(node)
            continue
        for child in node.body:
            for name in _bound_in_class(child):
                owner = functions if name == "__init__" else methods
                owner.setdefault(definition.name if name == "__init__" else name, []).append(child)
    return Code(functions, methods, env, variables)


def _bound_in_class(node: ast.stmt) -> list[str]:
    """What a statement of a class body makes callable: a method, or another name of one."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    stored = [n.id for n in all_nodes(node) if isinstance(n, ast.Name)]
    return stored if isinstance(node, ast.Assign) else []


def readers(
    definition: Definition,
    names: Collection[str],
    scope: Mapping[str, Definition],
    state: frozenset[str],
) -> frozenset[str]:
    """The methods by which objects of a class read the names; any use, where nobody can tell."""
    node = definition.node
    if not isinstance(node, ast.ClassDef) or node.decorator_list or _has_bases(node):
        return _ANY_USE
    reading = {
        m.name.rpartition(".")[2]
        for m in definition.methods
        if captured(m, scope, state).intersection(names)
    }
    for child in node.body:
        if not isinstance(child, ast.FunctionDef) and reading & loaded(child):
            return _ANY_USE
    return frozenset(reading - {"__init__"})


_ANY_USE = frozenset({"__getattribute__"})


def _has_bases(node: ast.ClassDef) -> bool:
    return bool(node.keywords) or any(
        not (isinstance(base, ast.Name) and base.id == "object") for base in node.bases
    )


def may_call(unit: Unit, names: Collection[str], code: Code) -> bool:
    """Whether a statement may call a function that it reads, which reads the names in turn."""
    by_python = code.reached(())  # of an object that the function may have given
    if any(isinstance(n, ast.Name) and n.id in names for n in by_python):
        return True
    return not _only_deletes(unit) and _may_call(code.reached(unit.analysed.statement.nodes))


def may_run(unit: Unit, methods: frozenset[str], code: Code) -> bool:
    """Whether a statement may run one of these methods of an object that it reads."""
    nodes = unit.analysed.statement.nodes
    if _only_deletes(unit):
        return False
    if any(map(_is_special, methods)):
        return True
    for node in code.reached(nodes):
        match node:
            case ast.Attribute(attr=name) | ast.Constant(value=str(name)) if name in methods:
                return True
            case ast.Call(func=func) if not _is_known(func, code):
                return True
    return False


def _only_deletes(unit: Unit) -> bool:
    return all(isinstance(node, ast.Delete) for node in unit.analysed.statement.nodes)


def _is_known(func: ast.expr, code: Code) -> bool:
    """Whether all that a call of it runs is seen: it is Python's own, or the notebook's."""
    match func:
        case ast.Name(id=name) if name not in code.variables:
            if name in code.functions or name in _CALL_NOTHING:
                return True
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super"))):
            return True
        case ast.Attribute(attr=name):
            if name in code.methods or name in _OF_CONTAINERS:
                return True
    known = code.env.qualified(func) or ""
    return isinstance(func, ast.Lambda) or at_or_below(known, _CALL_SPECIAL_ONLY)


_CALL_NOTHING = BUILTINS - {"eval", "exec", "getattr", "__import__", "compile", "vars", "super"}

_CALL_SPECIAL_ONLY = frozenset({"collections", "copy", "json", "math", "random", "statistics"})
"""Modules that run nothing of an object but what Python calls by itself."""

_OF_CONTAINERS = frozenset(
    name
    for kind in (list, dict, set, str, tuple)
    for name in dir(kind)
    if not name.startswith("_")
)  # fmt: skip
"""Methods of what Python has built in. They call nothing but a ``key``, whose name is seen."""


def _may_call(nodes: Iterable[ast.AST]) -> bool:
    """Whether code may call a function, or take the next of an iterator, that it has at hand."""
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name(id=name), args=args) if name in _CALL_NOTHING:
                if any(isinstance(a, ast.Starred) for a in args):
                    return True
            case ast.Call() | ast.For() | ast.AsyncFor() | ast.comprehension() | ast.Starred():
                return True
            case ast.With() | ast.AsyncWith() | ast.Await() | ast.YieldFrom() | ast.Yield():
                return True
            case ast.Tuple(ctx=ast.Store()) | ast.List(ctx=ast.Store()) | ast.In() | ast.NotIn():
                return True
            case ast.AugAssign() | ast.FunctionDef(decorator_list=[_, *_]) | ast.MatchSequence():
                return True
            case ast.Subscript(slice=ast.Slice()) | ast.Subscript(ctx=ast.Load()):
                return True  # takes all of an iterator; a `defaultdict` calls what makes values
    return False


_CALL_NOTHING = frozenset({"print", "len", "isinstance", "type", "id", "repr", "str"})


def _is_special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__") and name != "__init__"
