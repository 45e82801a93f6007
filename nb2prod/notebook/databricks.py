"""Files that Databricks exports as source: widgets are parameters, ``# MAGIC`` lines are cells."""

import ast
import re
from collections.abc import Sequence
from typing import Any

from nb2prod.notebook.edits import SourceEdit, applied, in_place_of, nothing
from nb2prod.notebook.model import Role

Json = dict[str, Any]

_FIRST_LINE = "# Databricks notebook source"
_COMMAND = re.compile(r"^# COMMAND -+[ \t]*$", re.MULTILINE)
_MAGIC = re.compile(r"^# MAGIC ?", re.MULTILINE)
_TITLE = re.compile(r"\A\s*# DBTITLE \d+,(.*)\n?")
_LANGUAGES = {"sh": "bash", "sql": "sql", "scala": "scala", "r": "R"}
_WIDGETS = frozenset({"text", "dropdown", "combobox", "multiselect"})
_GET = ("dbutils.widgets.get", "dbutils.widgets.getArgument", "getArgument")
_NEEDLESS = frozenset(
    {"dbutils.widgets.removeAll", "dbutils.widgets.remove", "dbutils.library.restartPython"}
)
_ROLES = frozenset(role.value for role in Role)


def is_databricks(text: str) -> bool:
    """Whether a Python file is a notebook that Databricks has exported as source."""
    return text.lstrip("\ufeff").startswith(_FIRST_LINE)


def databricks_cells(text: str) -> list[Json]:
    """The cells of a Databricks source file; widgets are parameters.

    ``dbutils.widgets.text("n", "5")`` is ``n = "5"``, and ``dbutils.widgets.get("n")`` is ``n``.
    """
    body = text.lstrip("\ufeff").replace("\r\n", "\n").partition("\n")[2]
    return [_databricks_cell(part.strip("\n")) for part in _COMMAND.split(body) if part.strip()]


def _databricks_cell(text: str) -> Json:
    title = _TITLE.match(text)
    name = title[1].strip().lower() if title else ""
    source = text[title.end() :] if title else text
    tags = [name] if name in _ROLES else []
    if not source.startswith("# MAGIC"):
        return _with_widgets(source, tags)
    source = _MAGIC.sub("", source)
    magic, _, rest = source.partition("\n")
    word, _, line = magic.removeprefix("%").partition(" ")
    if word == "md":
        return {"cell_type": "markdown", "source": f"{line}\n{rest}".strip(), "metadata": {}}
    if word == "python":
        return _with_widgets(f"{line}\n{rest}".strip("\n"), tags)
    if word in _LANGUAGES:
        return _code(f"%%{_LANGUAGES[word]}\n{line}\n{rest}".rstrip("\n"), tags)
    return _code(source, tags)


def _with_widgets(source: str, tags: list[str]) -> Json:
    """A cell with names in the place of widgets; one that only makes widgets has parameters."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # magics are seen to later
        return _code(source, tags)
    edits: list[SourceEdit] = []
    made: list[str] = []
    for node in ast.walk(tree):
        match node:
            case ast.Expr(ast.Call() as call) if (text := _widget(call)) is not None:
                edits.append(in_place_of(call, text) if text else nothing(node))
                made.append(text)
            case ast.Call(args=[ast.Constant(value=str(name))]) if name.isidentifier() and (
                ast.unparse(node.func) in _GET
            ):
                edits.append(in_place_of(node, name))
    only = any(made) and len(made) == len(tree.body)
    return _code(applied(source, edits), tags or (["parameters"] if only else []))


def _widget(call: ast.Call) -> str | None:
    """The assignment that stands for a call which makes a widget; "" for other calls of dbutils
    that scripts do not need."""
    function = ast.unparse(call.func)
    if function in _NEEDLESS:
        return ""
    given = {k.arg: k.value for k in call.keywords}
    arguments = [*call.args, *(given[k] for k in ("name", "defaultValue") if k in given)]
    match arguments:
        case [ast.Constant(value=str(name)), ast.Constant(value=value), *_]:
            known = function.removeprefix("dbutils.widgets.") in _WIDGETS and name.isidentifier()
            return f"{name} = {value!r}" if known else None
    return None


def _code(source: str, tags: Sequence[str] = ()) -> Json:
    return {"cell_type": "code", "source": source, "metadata": {"tags": [*tags]}}
