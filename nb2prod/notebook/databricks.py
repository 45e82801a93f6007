"""Files that Databricks exports as source: widgets are parameters, ``# MAGIC`` lines are cells."""

import ast

from nb2prod.notebook.edits import SourceEdit, applied, in_place_of, nothing
from nb2prod.notebook.raw_cells import Json, code_cell, markdown_cell
from nb2prod.patterns import regex

_FIRST_LINE = "# Databricks notebook source"
_COMMAND = regex(r"(?m)^# COMMAND -+[ \t]*$")
_MAGIC = regex(r"(?m)^# MAGIC ?")
_TITLE = regex(r"\A\s*# DBTITLE \d+,(.*)\n?")
_LANGUAGES = {"sh": "bash", "sql": "sql", "scala": "scala", "r": "R"}
_WIDGETS = frozenset({"text", "dropdown", "combobox", "multiselect"})
_GET = ("dbutils.widgets.get", "dbutils.widgets.getArgument", "getArgument")
_NEEDLESS = frozenset(
    {"dbutils.widgets.removeAll", "dbutils.widgets.remove", "dbutils.library.restartPython"}
)


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
    match = _TITLE.match(text)
    title, source = (match[1], text[match.end() :]) if match else ("", text)
    if not source.startswith("# MAGIC"):
        return _with_widgets(source, title)
    source = _MAGIC.sub("", source)
    magic, _, rest = source.partition("\n")
    word, _, line = magic.removeprefix("%").partition(" ")
    if word == "md":
        return markdown_cell(f"{line}\n{rest}")
    if word == "python":
        return _with_widgets(f"{line}\n{rest}".strip("\n"), title)
    if word in _LANGUAGES:
        return code_cell(f"%%{_LANGUAGES[word]}\n{line}\n{rest}".rstrip("\n"), title=title)
    return code_cell(source, title=title)


def _with_widgets(source: str, title: str) -> Json:
    """A cell with names in the place of widgets; one that only makes widgets has parameters."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # magics are seen to later
        return code_cell(source, title=title)
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
    return code_cell(applied(source, edits), ["parameters"] if only else [], title)


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
