"""Cells that nothing uses."""

import ast
from collections.abc import Iterator
from itertools import groupby

from nb2prod.advice.rule import Advice, Book, Rule, Seen, about, whole
from nb2prod.analysis.model import Kind
from nb2prod.analysis.types.purity import is_pure
from nb2prod.notebook.model import Role

RULE = Rule("NB518")
_RESULTS = ("pred", "submission", "result", "score", "metric", "model")


@whole(RULE)
def unused(book: Book) -> Iterator[Advice]:
    """Cells that only bind names or define functions, none of which is used in another cell."""
    if any(seen.analysed.facts.opaque for seen in book.seen):
        return
    cells = [(cell, list(group)) for cell, group in groupby(book.seen, lambda s: s.cell)]
    if all(_only_binds(s) or s.analysed.kind is Kind.IMPORT for s in book.live):
        return  # a notebook of definitions, for others to run
    for position, (cell, group) in enumerate(cells):
        if cell.role is not Role.UNTAGGED or not all(_only_binds(seen) for seen in group):
            continue
        bound = {name for seen in group for name in seen.analysed.facts.may_bind}
        others = [s for n, (_, rest) in enumerate(cells) if n != position for s in rest]
        if not bound or bound & _used(others) or position == len(cells) - 1:
            continue
        shown = ", ".join(f"`{name}`" for name in sorted(bound)[:3])
        more = " and others" if len(bound) > 3 else ""
        message = f"no other cell uses what this one makes ({shown}{more})."
        yield about(RULE, group[0].nodes[0], group[0], message, "Delete it, or tag it `skip`.")


def _only_binds(seen: Seen) -> bool:
    """Whether the statement leaves no other trace than its names."""
    facts = seen.analysed.facts
    if seen.analysed.kind is Kind.DEFINITION:
        return True
    traces = facts.mutates or facts.io or facts.prints or facts.draws_figure or facts.effects
    plain = all(
        isinstance(n, ast.Assign | ast.AnnAssign) and n.value and is_pure(n.value, seen.env)
        for n in seen.nodes
    )
    return (
        not (traces or facts.seeds or facts.draws or facts.deletes)
        and plain
        and not any(name.lower().startswith(_RESULTS) for name in facts.may_bind)
    )


def _used(others: list[Seen]) -> set[str]:
    """All names that other cells mention, in functions, strings of queries and deletions too."""
    found: set[str] = set()
    for seen in others:
        facts = seen.analysed.facts
        found |= facts.reads | facts.hidden_reads | facts.mutates | facts.deletes | facts.may_delete
        for top in seen.nodes:
            for node in ast.walk(top):
                if isinstance(node, ast.Name):
                    found.add(node.id)
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found |= {w.strip("@{}") for w in node.value.split()}
    return found
