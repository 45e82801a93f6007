"""Work on BigQuery's data that BigQuery could do."""

import ast
from collections.abc import Iterator

from nb2prod.advice.questions import spread
from nb2prod.advice.rule import Advice, Book, Rule, Seen, about, whole
from nb2prod.analysis.syntax.nodes import method_name, start_name

RULE = Rule("NB509")
_SOURCES = {"pandas.read_gbq", "pandas_gbq.read_gbq", "pandas.io.gbq.read_gbq"}
_WORK = {"groupby": "GROUP BY", "merge": "JOIN", "join": "JOIN", "pivot_table": "GROUP BY",
         "drop_duplicates": "DISTINCT"}  # fmt: skip


@whole(RULE)
def work(book: Book) -> Iterator[Advice]:
    """Groupings and joins of tables that come from BigQuery."""
    sources = [
        (seen.index, name)
        for seen in book.live
        if any(_is_query(call, seen) for call in seen.calls())
        for name in sorted(seen.analysed.facts.may_bind)
    ]
    if not sources:
        return
    for seen, held in spread(book, sources):
        if not seen.is_code:
            continue
        for call in seen.calls():
            name = method_name(call)
            tables = {start_name(call.func)} | {start_name(a) for a in call.args}
            merging = seen.env.qualified(call.func) == "pandas.merge"
            whole = tables - {"pd", ""} if merging else {start_name(call.func)}
            if name in _WORK and whole & held and not (name == "join" and not call.args):
                message = f"`{name}` of data from BigQuery can be a {_WORK[name]} in its query."
                yield about(RULE, call, seen, message, "Move it there, once it stands still.")


def _is_query(call: ast.Call, seen: Seen) -> bool:
    """``read_gbq(…)`` and ``client.query(…).to_dataframe()``."""
    if seen.env.qualified(call.func) in _SOURCES:
        return True
    if method_name(call) not in ("to_dataframe", "to_geodataframe"):
        return False
    assert isinstance(call.func, ast.Attribute)
    inner = call.func.value
    if isinstance(inner, ast.Call) and method_name(inner) == "result":
        assert isinstance(inner.func, ast.Attribute)
        inner = inner.func.value
    return (
        isinstance(inner, ast.Call)
        and method_name(inner) == "query"
        and any("bigquery" in q for q in seen.env.imports.values())
    )
