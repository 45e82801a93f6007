"""Values in functions that are never read."""

import ast

from nb2prod.advice.rule import Advice, Book, Rule, Seen, add
from nb2prod.analysis.syntax.nodes import method_name

_DRAWING = ("matplotlib.", "seaborn.", "plotly.")


def _unless_drawn(book: Book, found: Advice) -> Advice | None:
    """Not what drawing gives back: it is the drawing that is wanted, ``ax = sns.heatmap(…)``."""
    for seen in book.live:
        for top in seen.nodes if seen.cell.number == found.place.cell else ():
            for node in ast.walk(top):
                if isinstance(node, ast.Assign) and node.lineno == found.place.line:
                    if any(_draws(part, seen) for part in ast.walk(node.value)):
                        return None
    return found


def _draws(node: ast.AST, seen: Seen) -> bool:
    if not isinstance(node, ast.Call):
        return False
    qualified = seen.env.qualified(node.func) or ""
    return qualified.startswith(_DRAWING) or method_name(node) in ("plot", "hist", "add_subplot")


RULE = add(Rule("NB523", ruff=(("F841", None),), refine=_unless_drawn))
