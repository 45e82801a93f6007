"""SQL in the code."""

import ast
import re
from collections.abc import Iterator

from nb2prod.advice.rule import Advice, Rule, on
from nb2prod.advice.walk import Walk
from nb2prod.analysis.syntax.nodes import method_name
from nb2prod.patterns import regex

RULE = Rule("NB508")
_QUERY = regex(r"\s*(?:--[^\n]*\n\s*)*(?:SELECT|WITH)\b.*\bFROM\b", re.DOTALL)
_ANY_CASE = regex(_QUERY.pattern, re.DOTALL | re.IGNORECASE)
_TAKING = {"read_sql", "read_sql_query", "read_gbq", "execute", "executemany", "sql", "query",
           "read_database", "sqldf"}  # fmt: skip


@on(RULE, ast.Constant)
def sql(node: ast.Constant, walk: Walk) -> Iterator[Advice]:
    """A query that is bound to a name, or handed to a function that takes SQL."""
    if not isinstance(node.value, str):
        return
    parent = walk.parents[-1] if walk.parents else None
    about: ast.expr = node
    if isinstance(parent, ast.JoinedStr):
        if parent.values[0] is not node:
            return
        about = parent
        parent = walk.parents[-2] if len(walk.parents) > 1 else None
    text = ast.unparse(about) if isinstance(about, ast.JoinedStr) else node.value
    text = text.lstrip("f\"' ") if isinstance(about, ast.JoinedStr) else text
    bound = isinstance(parent, ast.Assign) and _QUERY.match(text)
    handed = isinstance(parent, ast.Call) and _takes_sql(parent) and _ANY_CASE.match(text)
    if bound or handed:
        target = _result(walk)
        name = f"sql/{target}.sql" if target else "a file in sql/"
        data = f" `{target}` is then named as its query." if target else ""
        advice = f"Keep it as {name}, with a row in the README.{data}"
        yield walk.about(RULE, about, "a query stands in the code.", advice)


def _takes_sql(call: ast.Call) -> bool:
    name = call.func.id if isinstance(call.func, ast.Name) else method_name(call)
    return name in _TAKING


def _result(walk: Walk) -> str:
    """The name that the query's data gets, if it is bound in the same statement."""
    top = walk.parents[0]
    if isinstance(top, ast.Assign) and isinstance(top.value, ast.Call):
        if len(top.targets) == 1 and isinstance(top.targets[0], ast.Name):
            return top.targets[0].id
    return ""
