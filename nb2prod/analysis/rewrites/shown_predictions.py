"""Predictions that `predict` only shows get a name, so that the stage has something to save."""

import ast
from collections.abc import Iterator, Sequence, Set

from nb2prod.analysis.scores.printed_words import is_text
from nb2prod.analysis.syntax.nodes import method_name, nodes_of, start_name
from nb2prod.knowledge.rows import PREDICTING
from nb2prod.naming import claimed, slug
from nb2prod.notebook.edits import SourceEdit, edited, end_of, start_of
from nb2prod.notebook.model import Notebook, Role
from nb2prod.notebook.syntax import statements_of_cell

_NAMES = {"forecast": "forecast", "predict_proba": "probabilities"}
"""What the results of methods are called that give no classes or numbers."""
_GROWING = ("append", "extend", "update")


def with_shown_predictions(notebook: Notebook) -> Notebook:
    r"""The notebook with `predictions` bound that its cells of `predict` end with, or else print.

    >>> from nb2prod.notebook.model import Cell
    >>> cell = Cell(1, "", Role.PREDICT, "print(m.predict(a))\nm.predict(b)")
    >>> print(with_shown_predictions(Notebook("n", (cell,))).cells[0].source)
    predictions = (m.predict(a)); print(predictions)
    predictions_b = (m.predict(b))
    """
    cells = [cell for cell in notebook.live if cell.role is Role.PREDICT]
    trees = {cell: statements_of_cell(cell) for cell in cells}
    every = [node for tree in trees.values() for node in tree]
    own = frozenset(_own(notebook)) if every else frozenset[str]()
    if not _predicting(every, own):
        return notebook
    kept = [*nodes_of(ast.Assign, every), *nodes_of(ast.AnnAssign, every)]
    grown = [n for n in nodes_of(ast.Call, every) if method_name(n) in _GROWING]
    prints, taken = not _predicting([*kept, *grown], own), notebook.words()
    edits = (
        (cell.number, one)
        for cell, tree in trees.items()
        for one in _edits(tree, prints, taken, own)
    )
    return edited(notebook, edits)


def _own(notebook: Notebook) -> Iterator[str]:
    """Functions of the notebook that ask a model, and give something back."""
    for cell in notebook.live:
        for node in nodes_of(ast.FunctionDef, statements_of_cell(cell)):
            gives = any(one.value is not None for one in nodes_of(ast.Return, node.body))
            if gives and _predicting(node.body, frozenset()):
                yield node.name


def _predicting(nodes: Sequence[ast.AST], own: Set[str]) -> ast.Call | None:
    """The first call in the nodes of a method that predicts, or of a function that does."""
    for call in nodes_of(ast.Call, nodes):
        if (method_name(call) or start_name(call.func)) in PREDICTING | own:
            return call
    return None


def _name(call: ast.Call, taken: set[str]) -> str:
    """What the result is called: where that is taken, with the words of what is predicted on."""
    name = _NAMES.get(method_name(call) or "", "predictions")
    if name in taken and call.args and isinstance(call.args[0], ast.Name):
        name = "_".join([name, *(word for word in slug(call.args[0].id).split("_") if word != "x")])
    return claimed(name, taken)


def _edits(
    tree: Sequence[ast.stmt], prints: bool, taken: set[str], own: Set[str]
) -> Iterator[SourceEdit]:
    """Names for what a cell ends with, and where it `prints` the only predictions, for those."""
    for node in tree:
        match node:
            case ast.Expr(ast.Call(ast.Name("print"), [given], [])) if prints:
                end = "; print({})"
            case ast.Expr(ast.Call(ast.Name("print" | "display"))):
                continue
            case ast.Expr(given) if node is tree[-1]:
                end = ""
            case _:
                continue
        call = _predicting([given], own)
        if call and not is_text(given):
            name = _name(call, taken)
            yield SourceEdit(start_of(node), start_of(given), f"{name} = (")
            yield SourceEdit(end_of(given), end_of(node), f"){end.format(name)}")
