"""Scores that `evaluate` shows inside of a text, or by a function of the notebook's own.

``f"accuracy {accuracy_score(y, p):.2f}"`` at the end of a cell is printed, which a script can do;
``scored(model)`` gets a name where `scored` returns scores, so that ``metrics.json`` has them.
"""

import ast
from collections.abc import Container, Iterator, Sequence

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.rewrites.loop_scores import imports_of
from nb2prod.analysis.syntax.name_nodes import last_name
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.knowledge.type_tables import METRIC_FUNCTIONS
from nb2prod.naming import fresh
from nb2prod.notebook.edits import SourceEdit, edited, end_of, in_place_of, replaced, start_of
from nb2prod.notebook.model import Notebook, Role
from nb2prod.notebook.syntax import statements_of_cell


def with_shown_scores(notebook: Notebook) -> Notebook:
    """The notebook with such scores bound to names, or printed, above what shows them."""
    if not any(cell.role is Role.EVALUATE for cell in notebook.cells):
        return notebook
    live_cells = [cell for cell in notebook.cells if cell.role is not Role.SKIP]
    trees = {cell: statements_of_cell(cell) for cell in live_cells}
    live = [node for tree in trees.values() for node in tree]
    env = imports_of(live)
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
            (cell.number, _emptied(node))
            for cell in notebook.cells
            for node in statements_of_cell(cell)
            if isinstance(node, ast.FunctionDef) and node.name in functions
        ),
    )


def _emptied(function: ast.FunctionDef) -> SourceEdit:
    return replaced(function, f"def {function.name}(): ...")


def _edits(
    statement: ast.stmt, last: bool, own: dict[str, str], env: Environment, taken: set[str]
) -> Iterator[SourceEdit]:
    match statement:
        case ast.Expr(value) if last and _is_text(value) and _computes_score(value, env):
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
            name = fresh(own[called], taken)
            taken.add(name)
            return name
    return ""


def _gives(function: ast.FunctionDef, env: Environment) -> str:
    """What the scores are called that a function returns, if it returns any each time."""
    nodes = [node for top in function.body for node in all_nodes(top)]
    if any(isinstance(n, ast.FunctionDef | ast.Lambda | ast.Yield | ast.YieldFrom) for n in nodes):
        return ""
    returned = [node.value for node in nodes if isinstance(node, ast.Return)]
    scored = {
        target.id
        for node in nodes
        if isinstance(node, ast.Assign) and _computes_score(node.value, env)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    if not returned or not isinstance(function.body[-1], ast.Return):
        return ""
    for value in returned:
        if isinstance(value, ast.Name) and value.id in scored:
            continue
        if value is None or not _is_made_of(value, scored, env):
            return ""
    first = returned[0]
    return first.id if isinstance(first, ast.Name) else "scores"


def _is_made_of(value: ast.expr, scored: set[str], env: Environment) -> bool:
    """Whether it is a score, or a collection of which one part is."""
    parts: Sequence[ast.expr | None] = [value]
    if isinstance(value, ast.Dict):
        parts = value.values
    elif isinstance(value, ast.Tuple | ast.List):
        parts = value.elts
    return any(
        (isinstance(part, ast.Name) and part.id in scored)
        or (isinstance(part, ast.expr) and _computes_score(part, env))
        for part in parts
    )


def _computes_score(node: ast.expr, env: Environment) -> bool:
    calls = (n for n in all_nodes(node) if isinstance(n, ast.Call))
    return any(
        env.qualified(call.func) in METRIC_FUNCTIONS or last_name(call.func) == "score"
        for call in calls
    )


def _is_text(node: ast.expr) -> bool:
    match node:
        case ast.JoinedStr() | ast.Call(ast.Attribute(ast.Constant(str()), "format")):
            return True
        case ast.BinOp(ast.Constant(str()), ast.Mod()):
            return True
    return False
