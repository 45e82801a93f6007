"""Types of the attributes of the notebook's objects, and of the results of calling objects."""

import ast
from collections.abc import Iterator

from nb2prod.analysis.model import Definition, Type
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.analysis.syntax.scope import bound_names
from nb2prod.analysis.types.algebra import TENSOR, Scope, bind, certain, copied, loose

_NO_TENSOR = frozenset({
    "AdaptiveLogSoftmaxWithLoss", "DataParallel", "GRU", "LSTM", "LSTMCell", "Module", "ModuleDict",
    "ModuleList", "MultiheadAttention", "ParameterDict", "ParameterList", "RNN", "Transformer",
})  # fmt: skip
"""Modules of torch whose call gives several values, or what they are made of decides."""


def called(kind: Type | None) -> Type | None:
    """What calling an object of a library gives: a module of torch computes a tensor."""
    module, _, name = kind.name.rpartition(".") if kind else ("", "", "")
    return TENSOR if module == "torch.nn" and name not in _NO_TENSOR else None


def field(lineage: list[Definition], name: str, scope: Scope) -> Type | None:
    """The type of an attribute that objects of a class get by one assignment in a method."""
    if not lineage or name in scope.env.fields:
        return None
    stores = [found for class_ in lineage for found in _stores(class_, name)]
    if len(stores) != 1 or stores[0] is None:
        return None
    method, value = stores[0]
    inside = copied(scope.env)
    inside.bound.update(dict.fromkeys((*inside.types, *inside.constants)))
    inside.types.clear()
    inside.constants.clear()
    arguments = [n.arg for n in all_nodes(method.args) if isinstance(n, ast.arg)]
    for local in (*bound_names(method.body), *arguments):
        bind(inside, local, None)
    return loose(certain(scope.of(inside).type_of(value)))


def _stores(class_: Definition, name: str) -> Iterator[tuple[ast.FunctionDef, ast.expr] | None]:
    """Each place where the class gives the attribute a value; None where it is no plain one."""
    assert isinstance(class_.node, ast.ClassDef)
    for node in class_.node.body:
        if not isinstance(node, ast.FunctionDef):
            yield from (None for n in bound_names([node]) if n == name)
            continue
        first = node.args.args[0].arg if node.args.args else ""
        plain = {
            target: one.value
            for one in all_nodes(node)
            if isinstance(one, ast.Assign) and len(one.targets) == 1
            for target in one.targets
        }
        for target in all_nodes(node):
            if isinstance(target, ast.Attribute) and target.attr == name:
                if isinstance(target.ctx, ast.Load):
                    continue
                own = isinstance(target.value, ast.Name) and target.value.id == first
                yield (node, plain[target]) if own and target in plain else None
