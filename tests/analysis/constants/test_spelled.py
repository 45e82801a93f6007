"""Paths with what is known of calls in them written out."""

import ast

import pytest

from nb2prod.analysis.analyse import analyse
from nb2prod.analysis.constants.spelled import is_spelled, spelled
from nb2prod.analysis.environment import Environment
from nb2prod.notebook.model import Cell, Notebook, Role

HEAD = """
import os
from pathlib import Path
BASE = "data"
COUNT = [1]
def folder(): return Path.cwd() / "data"
def table(name, ext="csv"):
    base = os.path.join(os.getcwd(), "raw")
    return os.path.join(base, f"{name}.{ext}")
def under(name): return f"{BASE}/{name}"
def counted(name): return f"{COUNT}/{name}"
def chosen(name):
    if name: return "a"
    return "b"
"""

WRITTEN_OUT = [
    ("folder() / x", "'data' / x"),
    ("os.path.join(os.getcwd(), 'a', x)", "os.path.join('a', x)"),
    ("f'{os.getcwd()}/a/{x}.csv'", "f'./a/{x}.csv'"),
    ("table(x)", "'./raw' / f'{x}.csv'"),
    ("table(x, ext='txt')", "'./raw' / f'{x}.txt'"),
    ("under(x)", "f'data/{x}'"),
    ("Path.cwd().parent / x", "'..' / x"),
]
AS_THEY_ARE = ["BASE + x", "x", "chosen(x)", "counted(x)", "unknown() / x", "table(*x)", "table()"]


def environment() -> Environment:
    """What is known of the names of `HEAD`, each of which it uses."""
    used = "\nfolder(), table(1), under(1), counted(1), chosen(1)"
    found = analyse(Notebook("n", (Cell(1, "", Role.TRAIN, HEAD + used),)))
    definitions = {d.name: d for a in found.statements for d in a.facts.definitions}
    imports = {one.name: one.qualified for one in found.imports}
    return Environment(imports, constants=dict(found.constants), definitions=definitions)


def said(path: str) -> tuple[ast.expr, ast.expr]:
    node = ast.parse(path, mode="eval").body
    return node, spelled(node, environment())


@pytest.mark.parametrize(("path", "wanted"), WRITTEN_OUT)
def test_what_calls_give_is_written_out(path: str, wanted: str) -> None:
    _, made = said(path)
    assert ast.unparse(made) == wanted
    assert is_spelled(made)


@pytest.mark.parametrize("path", AS_THEY_ARE)
def test_what_is_not_known_stays(path: str) -> None:
    node, made = said(path)
    assert made is node
    assert not is_spelled(made)
