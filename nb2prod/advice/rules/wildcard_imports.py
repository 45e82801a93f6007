"""``from module import *``."""

import ast

from nb2prod.advice.fixes import star_replaced
from nb2prod.advice.rule import Book, Fix, Rule, add
from nb2prod.analysis.syntax.import_statements import star_names
from nb2prod.diagnostics import Place
from nb2prod.records import replace


def _fixes(book: Book, place: Place) -> tuple[Fix, ...]:
    """The names that the notebook uses, for modules whose names are known."""
    for seen in book.live:
        here = seen.analysed.statement.place
        if (here.cell, here.line) != (place.cell, place.line) or len(seen.nodes) != 1:
            continue
        node = seen.nodes[0]
        if isinstance(node, ast.ImportFrom) and node.module and star_names(node.module):
            names = sorted(seen.analysed.facts.may_bind & (star_names(node.module) or {}).keys())
            if names and not any(s.analysed.facts.opaque for s in book.seen):
                return (Fix(seen.index, transform=star_replaced(node.module, names)),)
    return ()


RULE = add(
    Rule(
        "NB519",
        ruff=(("F403", "the names of a wildcard import are not known."),),
        refine=lambda book, found: replace(found, fixes=_fixes(book, found.place)),
    )
)
