"""A plain command line is read as typer reads it; any other is left to typer."""

import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from nb2prod.commands import declared
from nb2prod.commands.app import app
from nb2prod.commands.declared import plain

PLAIN = """
convert a.ipynb
convert a.ipynb b.ipynb -o out
convert --output=out a.ipynb --strict --no-pin --force
convert a.ipynb --target dvc --target kfp --select NB503 -q
convert a.ipynb --tables parquet --name churn --sample-data data --auto-tag
convert a.ipynb --verify --timeout 30 --memory=1.5 -v
check . --against out --format json -j 2
check a.ipynb --jobs 3
advise a.ipynb --fix -o out --ignore NB501,NB502
explain
explain NB203
verify a.ipynb --set n=3 --set k=4 --rtol 0.1 --kernel python3
report a.ipynb -o page.html
graph a.ipynb --format dot
tag a.ipynb --write --repair
debug plan a.ipynb --strict
"""
LEFT = """
--version
convert
convert -h
convert a.ipynb --help
convert a.ipynb -qf
convert a.ipynb -oout
convert a.ipynb --no-such
convert a.ipynb -o
convert a.ipynb -o out -o other
convert a.ipynb --tables xml
convert a.ipynb --verify --timeout 0
convert a.ipynb --verify --timeout soon
convert a.ipynb -q=1
convert -- a.ipynb
convert a.ipynb --name=
check a.ipynb -j 0
tag a.ipynb b.ipynb
debug plan
debug plans a.ipynb
"""


@pytest.mark.parametrize("line", PLAIN.strip().splitlines())
def test_as_typer_reads_it(line: str) -> None:
    name, *words = line.split()
    command = typer.main.get_command(app).commands[name]
    known = command.make_context(name, list(words)).params
    known = {option: None if value == () else value for option, value in known.items()}
    called = declared.function(name)
    run = plain(line.split())
    assert run is not None
    defaults = {n: p.default for n, p in inspect.signature(called).parameters.items()}
    assert {**defaults, **run.keywords} == known


@pytest.mark.parametrize("line", LEFT.strip().splitlines())
def test_left_to_typer(line: str) -> None:
    assert plain(line.split()) is None


@pytest.mark.parametrize("command", ["debug stages", "convert --no-cache"])
def test_a_plain_command_loads_no_large_library(tmp_path: Path, command: str) -> None:
    notebook = tmp_path / "a.ipynb"
    cell = {"cell_type": "code", "metadata": {"tags": ["train"]}, "source": "print(1)"}
    notebook.write_text(json.dumps({"nbformat": 4, "cells": [cell]}), encoding="utf-8")
    program = (
        "import contextlib, os, sys; from nb2prod.cli import main\n"
        f"sys.argv = ['nb2prod', *{command.split()}, {str(notebook)!r}]\n"
        "os.cpu_count = lambda: 1  # so that nothing is left to another process\n"
        "with contextlib.suppress(SystemExit):\n"
        "    main()\n"
        "print(sorted({'typer', 'pydantic', 'nbformat', 'libcst', 'rich'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True
    )
    assert told.stdout.splitlines()[-1] == "[]", told.stderr
