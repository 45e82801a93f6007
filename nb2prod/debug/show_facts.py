"""The facts of each statement."""

from collections.abc import Iterator, Set
from itertools import groupby

from nb2prod.analysis.model import Analysed, Analysis, Kind
from nb2prod.debug.text_table import at, names, source, table


def facts_text(analysis: Analysis) -> str:
    """A row a statement: where it stands, its code, what it does to names, files and the process.

    Imports are told in one row, and so are statements of a cell that follow each other and do
    the same; cells tagged `skip` are left out.
    """
    live = analysis.live
    imported = {name for a in live if a.kind is Kind.IMPORT for name in a.facts.may_bind}
    rows = [("", "imports", names(imported))] if imported else []
    told = [(a, "; ".join(_facts(a, imported))) for a in live if a.kind is not Kind.IMPORT]
    for (_, what), group in groupby(told, lambda pair: (pair[0].statement.cell, pair[1])):
        first, *more = [a.statement for a, _ in group]
        to = f"-{more[-1].line}" if more else ""
        rows.append((at(first) + to, source(first), what))
    return table(rows)


def _facts(a: Analysed, imported: Set[str]) -> Iterator[str]:
    facts, types = a.facts, dict(a.facts.types)
    bound = [f"{n}: {types[n].name.rpartition('.')[2]}" if n in types else n for n in facts.binds]
    told = {
        "reads": facts.reads - imported,
        "binds": bound,
        "may bind": facts.may_bind - facts.binds,
        "changes": facts.mutates,
        "deletes": facts.deletes | facts.may_delete,
        "aliases": {f"{one.name} of {one.source}" for one in facts.shares},
        "seeds": facts.seeds,
        "draws": facts.draws,
        "sets": facts.effects,
        "captures": facts.hidden_reads,
    }
    yield from (f"{what} {names(found)}" for what, found in told.items() if found)
    for call in facts.io:
        yield f"file: {call.access.replace('_', ' ')} {call.path or '?'}"
    flags = {"only shown": facts.pure, "prints": facts.prints, "draws a figure": facts.draws_figure}
    yield from (what for what, holds in flags.items() if holds)
    yield from (one.message for one in facts.opaque)
