"""The calls of a statement that touch files."""

import ast
from collections.abc import Iterator

from nb2prod.analysis.constants.choices import values_of
from nb2prod.analysis.constants.fold import UNKNOWN
from nb2prod.analysis.constants.fold_values import is_anchored
from nb2prod.analysis.constants.leads import start_of
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.files.handed_files import handed_files
from nb2prod.analysis.files.iomatch import access, matching_rows, path_arguments, path_text
from nb2prod.analysis.files.iowalk import Walk
from nb2prod.analysis.model import IOCall, Lead
from nb2prod.analysis.syntax.nodes import holds
from nb2prod.knowledge.schema import IOFunction
from nb2prod.records import replace


def find_io(node: ast.AST, env: Environment) -> tuple[IOCall, ...]:
    """The calls in a statement, an expression or a module that touch files, in source order.

    Bodies of functions, lambdas and classes are left out. Names that the statement
    itself binds are followed; ``env`` is not changed.
    """
    if not holds(node, (ast.Call,)):
        return ()
    walk = _Finder(env)
    walk.visit(node)
    return tuple(sorted((c for calls in walk.calls.values() for c in calls), key=_position))


def _position(call: IOCall) -> tuple[int, int, int, int]:
    node = call.node
    return node.lineno, node.end_lineno or 0, node.end_col_offset or 0, call.row.argument


class _Finder(Walk):
    def __init__(self, env: Environment) -> None:
        super().__init__(env)
        self.calls: dict[ast.Call, list[IOCall]] = {}

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            self.evaluate(node)  # nothing follows that could look at what it binds
        else:
            super().visit(node)

    def call(self, node: ast.Call) -> None:
        self.calls[node] = []
        for call in [node, *_mapped(node, self.env)]:
            rows, certain = matching_rows(call, self.env)
            for row in rows:
                for argument, value, sure in path_arguments(row, call, self.env):
                    found = self._io_call(row, call, argument, value, certain and sure)
                    self.calls[node].append(replace(found, node=node))
            for row, argument, value in () if rows else handed_files(call, self.env):
                self.calls[node].append(self._io_call(row, call, argument, value, certain=True))

    def _io_call(
        self, row: IOFunction, node: ast.Call, argument: ast.expr, value: object, certain: bool
    ) -> IOCall:
        path = path_text(value)
        chosen = values_of(argument, self.env, self.choices) if path is None else None
        # what is absolute when it runs starts in no folder that an option could stand for
        fixed = isinstance(argument, ast.Name) and is_anchored(chosen)
        texts = [path_text(one) for one in (chosen if chosen and not fixed else ())]
        argument = self.bound(argument) if path is None else argument
        return IOCall(
            row=row,
            node=node,
            access=access(row, node, self.env),
            argument=argument,
            path=path,
            constants=self.global_names(argument) if value is not UNKNOWN else frozenset(),
            start=start_of(argument, self.env, self.leads) if path is None else Lead(),
            certain=certain,
            values=tuple(t for t in texts if t) if texts and None not in texts else None,
        )


def _mapped(node: ast.Call, env: Environment) -> Iterator[ast.Call]:
    """The calls that ``map(pd.read_csv, [one, other])`` makes; of other iterables one call."""
    if env.qualified(node.func) != "map" or len(node.args) != 2 or node.keywords:
        return
    function, items = node.args
    listed = isinstance(items, (ast.List, ast.Tuple))
    for item in items.elts if isinstance(items, (ast.List, ast.Tuple)) else [items]:
        if env.qualified(function) is not None and not isinstance(item, ast.Starred):
            argument = item if listed else ast.copy_location(ast.Starred(item), item)
            yield ast.copy_location(ast.Call(function, [argument], []), node)
