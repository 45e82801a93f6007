"""Scores that `evaluate` shows inside a text, or through a function of the notebook.

``f"accuracy {accuracy_score(y, p):.2f}"`` at the end of a cell is printed, which a script can do;
``scored(model)`` gets a name where `scored` returns scores, so that ``metrics.json`` has them.
"""

import ast
from collections.abc import Container, Iterator

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.rewrites.loop_scores import imported_anywhere
from nb2prod.analysis.scores.printed_words import is_text
from nb2prod.analysis.scores.score_names import is_score
from nb2prod.analysis.scores.scored import gives_score, holding_scores
from nb2prod.analysis.syntax.nodes import all_nodes, nodes_of
from nb2prod.naming import claimed
from nb2prod.notebook.edits import SourceEdit, edited, end_of, in_place_of, replaced, start_of
from nb2prod.notebook.model import Notebook, Role
from nb2prod.notebook.syntax import statements_of_cell


def with_shown_scores(notebook: Notebook) -> Notebook:
    """The notebook with such scores bound to names, or printed, above what shows them."""
    if not any(cell.role is Role.EVALUATE for cell in notebook.cells):
        return notebook
    trees = {cell: statements_of_cell(cell) for cell in notebook.live}
    live = [node for tree in trees.values() for node in tree]
    env = imported_anywhere(live)
    own = {
        n.name: found for n in live if isinstance(n, ast.FunctionDef) if (found := _gives(n, env))
    }
    taken = _without(own, notebook).words() if own else set[str]()
    return edited(
        notebook,
        (
            (cell.number, edit)
            for cell, tree in trees.items()
            if cell.role is Role.EVALUATE
            for statement in tree
            for edit in _edits(statement, statement is tree[-1], own, env, taken)
        ),
    )


def _without(functions: Container[str], notebook: Notebook) -> Notebook:
    """The notebook without the bodies of functions, whose names are nobody else's."""
    return edited(
        notebook,
        (
            (cell.number, replaced(node, f"def {node.name}(): ..."))
            for cell in notebook.cells
            for node in statements_of_cell(cell)
            if isinstance(node, ast.FunctionDef) and node.name in functions
        ),
    )


def _edits(
    statement: ast.stmt, last: bool, own: dict[str, str], env: Environment, taken: set[str]
) -> Iterator[SourceEdit]:
    match statement:
        case ast.Expr(value) if last and is_text(value) and _computes_score(value, env):
            yield SourceEdit(start_of(value), start_of(value), "print(")
            yield SourceEdit(end_of(value), end_of(value), ")")
        case ast.Expr(ast.Call(ast.Name("print"), given)):
            for n, node in enumerate(given):
                before = [part for one in given[:n] for part in all_nodes(one)]
                if any(isinstance(part, ast.Call) for part in before):
                    return
                if name := _name(node, own, taken):
                    start = start_of(statement)
                    yield SourceEdit(start, start, f"{name} = {ast.unparse(node)}; ")
                    yield in_place_of(node, name)
                    return
        case ast.Expr(value) if last and (name := _name(value, own, taken)):
            yield SourceEdit(start_of(value), start_of(value), f"{name} = ")
            yield SourceEdit(end_of(value), end_of(value), f"; print({name})")


def _name(node: ast.expr, own: dict[str, str], taken: set[str]) -> str:
    """A new name for what a call of one of these functions gives."""
    match node:
        case ast.Call(ast.Name(called)) if called in own:
            return claimed(own[called], taken)
    return ""


def _gives(function: ast.FunctionDef, env: Environment) -> str:
    """What the scores are called that a function returns, if it returns any each time."""
    nodes = [node for top in function.body for node in all_nodes(top)]
    if any(isinstance(n, ast.FunctionDef | ast.Lambda | ast.Yield | ast.YieldFrom) for n in nodes):
        return ""
    returned = [node.value for node in nodes if isinstance(node, ast.Return)]
    scored = holding_scores([[one] for one in function.body], env)
    if not returned or not isinstance(function.body[-1], ast.Return):
        return ""
    if not all(value is not None and gives_score(value, scored, env) for value in returned):
        return ""
    first = returned[0]
    return first.id if isinstance(first, ast.Name) else "scores"


def _computes_score(node: ast.expr, env: Environment) -> bool:
    return any(is_score(call, env) for call in nodes_of(ast.Call, [node]))
