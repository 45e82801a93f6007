"""Runs Python programs quickly: each in a fork of a process that has imported what most need.

A fork takes the longer, the more its parent has imported: there are several, one for nb2prod
itself, and a program that names none of `_WORDS` gets the smallest one.

A program gets its own folder, environment, arguments and random streams; of the server it has the
imported modules of `_LOADED` only, which do not change what they give to a program that imports
them itself. ``run`` starts the server where none runs yet.
"""

import atexit
import contextlib
import gc
import json
import os
import random
import re
import runpy
import subprocess
import sys
import tempfile
import traceback
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

_TABLES = (
    "typer",
    "yaml",
    "pydantic",
    "pydantic.type_adapter",
    "numpy",
    "pandas",
    "joblib",
    "nb2prod.execution.inside",
)
_LOADED = {
    "nb2prod": (
        "nb2prod.batch",
        "nb2prod.check.check_files",
        "nb2prod.commands.app",
        "nb2prod.emit.package_files",
        "nb2prod.emit.rewrite",
        "nb2prod.emit.tidy",
        "nb2prod.execution.record",
        "nb2prod.kept",
        "nb2prod.plan.divided",
        "nb2prod.verify.verify_notebook",
        "ipykernel.kernelspec",
        "jupytext",
        "nbclient",
    ),
    "tables": _TABLES,
    "all": (
        *_TABLES,
        "pyarrow",
        "pyarrow.parquet",
        "matplotlib.pyplot",
        "sklearn.compose",
        "sklearn.ensemble",
        "sklearn.linear_model",
        "sklearn.metrics",
        "sklearn.model_selection",
        "sklearn.pipeline",
    ),
}
_WORDS = re.compile(r"\b(sklearn|matplotlib|pyarrow|seaborn|lightgbm|\w*parquet|plot|hist)\b")


NB2PROD = ["-m", "nb2prod"]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a program."""

    returncode: int
    stdout: str
    stderr: str


def run(words: list[str], folder: Path, environment: dict[str, str]) -> Done:
    """Run ``python WORDS…`` in `folder`: ``[-P] -m MODULE …``, ``-c CODE …`` or ``SCRIPT …``."""
    if not hasattr(os, "fork"):
        done = subprocess.run(
            [sys.executable, *words],
            cwd=folder, env=environment, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        return Done(done.returncode, done.stdout, done.stderr)
    with tempfile.TemporaryDirectory() as place:
        out, err = Path(place, "out"), Path(place, "err")
        job = {
            "words": list(words),
            "folder": str(folder),
            "environment": environment,
            "out": str(out),
            "err": str(err),
        }
        server = _server(os.getpid(), _wanted(words, environment))
        assert server.stdin is not None and server.stdout is not None
        server.stdin.write(json.dumps(job) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        texts = [path.read_text(encoding="utf-8") for path in (out, err)]
        return Done(code, *texts)


def _wanted(words: list[str], environment: dict[str, str]) -> str:
    """The server that has imported what the program seems to need: a guess, for speed alone."""
    if words[:2] == NB2PROD:
        return "nb2prod"
    files = [Path(word) for word in words if word.endswith((".py", ".json"))]
    for folder in filter(None, environment.get("PYTHONPATH", "").split(os.pathsep)):
        files += Path(folder).glob("*/*.py")
    texts = [*words, *(f.read_text(encoding="utf-8") for f in files if f.is_file())]
    return "all" if any(map(_WORDS.search, texts)) else "tables"


@cache
def _server(process: int, kind: str) -> "subprocess.Popen[str]":
    """A server of this process; one that was inherited by a fork is not used."""
    del process
    server = subprocess.Popen(
        [sys.executable, __file__, kind],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"PYTHONHASHSEED": "0", "MPLBACKEND": "Agg"},
    )
    atexit.register(server.kill)
    return server


def _serve(kind: str) -> None:
    for name in _LOADED[kind]:
        with contextlib.suppress(ImportError):
            import_module(name)
    if kind != "nb2prod":
        _command()
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _command() -> None:
    """Call a command as the stages have them: typer and pydantic load parts where they are used."""
    typer = import_module("typer")
    app = typer.Typer()

    def stage(file: Path, changes: list[str]) -> None:
        del file, changes

    app.command()(stage)
    typer.main.get_command(app)(["a", "b"], standalone_mode=False)


def _become(job: dict[str, Any]) -> None:
    """Run the program in this process, and end it."""
    for descriptor, path in ((1, job["out"]), (2, job["err"])):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(n, mode, encoding="utf-8") for n, mode in ((0, "r"), (1, "w"), (2, "w"))
    )
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
    os.chdir(job["folder"])
    os.environ.clear()
    os.environ.update(job["environment"])
    sys.path[0:1] = [p for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if p]
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    code = 0
    try:
        _program(job["words"])
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _program(words: list[str]) -> None:
    first, *rest = words
    folder_is_searched = first != "-P"
    if not folder_is_searched:
        first, *rest = rest
    if first == "-m":
        if folder_is_searched:
            sys.path.insert(0, os.getcwd())
        sys.argv = rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    elif first == "-c":
        sys.path.insert(0, "")
        sys.argv = ["-c", *rest[1:]]
        exec(compile(rest[0], "<string>", "exec"), {"__name__": "__main__"})
    else:
        sys.path.insert(0, str(Path(first).parent))
        sys.argv = words
        runpy.run_path(first, run_name="__main__")


if __name__ == "__main__":
    _serve(sys.argv[1])
