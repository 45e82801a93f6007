"""Proof that a generated package computes what its notebook computes.

:func:`check_same` runs both in processes of their own. :func:`compare_here` does the same inside
this process, for small programs by the thousand.
"""

import ast
import contextlib
import importlib
import inspect
import io
import json
import os
import re
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nb2prod.analysis.syntax.nodes import last_name, nodes_of
from nb2prod.convert import Conversion, convert
from nb2prod.diagnostics import ConversionError
from nb2prod.emit.package_files import files_of
from nb2prod.execution.runs import Snapshot
from nb2prod.notebook.model import Cell, Role
from nb2prod.plan.model import Stage as PlannedStage
from nb2prod.settings import Settings
from tests.support import fork_server
from tests.support.cells_that_run import all_cells, cells_to_run
from tests.support.compiled import forget, importable
from tests.support.live import TooLong, reset_process, time_limit, working_directory
from tests.support.printed import (
    difference,
    moved_lines,
    only_printed,
    printed_alike,
    shown,
)
from tests.support.run_cells import tree_of
from tests.support.stages import Stage, options, path_function, pipeline_function, replace_stages

HERE = Path(__file__).parent
_LATE = ("Can't pickle", "cannot pickle", "Can't get local object")
"""What is said where a stage cannot save a value."""

# -- both ---------------------------------------------------------------------------------------


def printed_by_stage(
    conversion: Conversion, cells: Sequence[Cell], printed: dict[int, str]
) -> dict[str, str]:
    """What the notebook prints in the cells of each stage.

    A stage may hold cells of others too, whose process-wide effects it repeats; what a cell prints
    belongs to a stage that has it and its role. Of a cell whose early values another part takes
    (of a default, say), that is the one with its last call.
    """
    roles = {cell.number: cell.role for cell in cells}
    found = {stage.name: "" for stage in conversion.pipeline.stages}
    for number in sorted(printed):
        owners = [
            stage
            for stage in conversion.pipeline.stages
            if number in map(int, stage.cells) and roles[number] is stage.role
        ]
        if owners:
            owner = max(owners, key=lambda stage: _last_call(stage, number))
            found[owner.name] += printed[number]
        assert owners or not only_printed(printed[number]), (
            f"cell {number} prints, but is in no stage"
        )
    return found


def _last_call(stage: PlannedStage, number: int) -> tuple[bool, int]:
    """Whether the stage's statements of the cell print, but for definitions; their last call."""
    codes = (code.statement for code in (*stage.effects, *stage.loads, *stage.body, *stage.saves))
    nodes = [n for one in codes if one and int(one.cell.number) == number for n in one.nodes]
    run = [node for node in nodes if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    calls = [(last_name(c.func) == "print", c.lineno) for c in nodes_of(ast.Call, run)]
    return max(calls, default=(False, 0))


def write_package(conversion: Conversion, folder: Path) -> Path:
    """Write the files of a conversion; gives ``folder``."""
    for name, text in conversion.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@contextlib.contextmanager
def files_as_they_were(notebook: Path) -> Iterator[Path]:
    """A copy of the notebook's folder from before it runs.

    The package reads that one: what the notebook writes must not be there for it to find.
    """
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder).resolve() / "files"
        shutil.copytree(notebook.parent, copied)
        yield copied


def pipeline_options(
    conversion: Conversion, notebook: Path, before: Path, folder: Path
) -> dict[str, Path]:
    """Values for the pipeline's parameters: the files that the notebook reads, the old config."""
    values = {
        file.parameter: _as_it_was(notebook.parent.resolve(), before, file.path)
        for stage in conversion.pipeline.stages
        for file in stage.files
        if file.producer is None
    }
    if conversion.pipeline.parameters:
        values["model_config_file"] = folder / "model_config.yaml"
    return values


def _as_it_was(folder: Path, before: Path, path: str) -> Path:
    file = Path(os.path.normpath(folder / path))
    return before / file.relative_to(folder) if file.is_relative_to(folder) else file


def _fitting(values: dict[str, Path], call: Stage, out_dir: Path) -> dict[str, Path]:
    wanted = inspect.signature(call).parameters
    chosen = {name: value for name, value in values.items() if name in wanted}
    missing = [
        name
        for name, parameter in wanted.items()
        if parameter.default is parameter.empty and name not in chosen and name != "out_dir"
    ]
    assert not missing, f"the pipeline wants {missing}, which no file of the notebook is"
    return chosen | {"out_dir": out_dir}


# -- in processes of their own -----------------------------------------------------------------


def check_same(
    path: Path,
    tmp_path: Path,
    conversion: Conversion | None = None,
    snapshots: Sequence[Snapshot] = (),
) -> None:
    """Fail unless notebook and package print the same, stage by stage, and end the same way.

    The package runs twice: each stage in a process of its own, and by the pipeline's command.
    `snapshots` are taken while the notebook runs.
    """
    conversion = conversion or convert(path)
    folder = tmp_path / "check_same"
    package = write_package(conversion, folder / "package")
    with files_as_they_were(path) as before:
        cells = run_cells(path, folder, snapshots)
        values = pipeline_options(conversion, path, before, package)
        stages = run_stages(conversion, package, values, folder)
        compare_stages(conversion, path, cells, stages)
        command = run_command(conversion, package, values, folder)
    assert command == "".join(text for _, text in stages["printed"]), "the pipeline's command"


def run_cells(path: Path, tmp_path: Path, snapshots: Sequence[Snapshot] = ()) -> dict[str, Any]:
    """The notebook in a process: ``printed`` pairs of cell number and text, ``error``."""
    asked = {
        "cells": [(cell.number, cell.source, _noted(cell)) for cell in cells_to_run(path)],
        "snapshots": [asdict(one) | {"path": str(one.path)} for one in snapshots],
    }
    job, result = tmp_path / "cells.json", tmp_path / "cells-result.json"
    job.write_text(json.dumps(asked), encoding="utf-8")
    done = _process([str(HERE / "run_cells.py"), str(job), str(result)], path.parent)
    assert not done.returncode, done.stderr
    found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return found


_SHOWING = (Role.TRAIN, Role.EVALUATE)


def _noted(cell: Cell) -> str | None:
    """What notes that the value is shown which a cell of `train` or `evaluate` ends with."""
    if cell.role not in _SHOWING:
        return None
    return f"lambda value: print(end='' if value is None else {shown('%s')!r} % (value,))"


def run_stages(
    conversion: Conversion, package: Path, values: dict[str, Path], tmp_path: Path
) -> dict[str, Any]:
    """The stages, a process each: ``printed`` pairs of stage and text, ``error``."""
    name, folder = conversion.pipeline.package, _empty(tmp_path)
    found: dict[str, Any] = {"printed": [], "error": None, "stage": None, "stderr": ""}

    def replace(stage: str, old: Stage) -> Stage:
        def run(*args: Any, **kwargs: Any) -> None:
            words = ["-m", f"{name}.{stage}", *options(old, args, kwargs)]
            done = _process(words, folder, package)
            found["printed"].append((stage, done.stdout))
            if done.returncode:
                last = (done.stderr.strip().splitlines() or [""])[-1]
                found["error"] = last.split(":")[0].split(".")[-1]
                found["stage"], found["stderr"] = stage, done.stderr
                raise SystemExit

        return run

    with importable(package, name), contextlib.suppress(SystemExit):
        module = replace_stages(name, [s.name for s in conversion.pipeline.stages], replace)
        call = pipeline_function(module)
        call(**{n: v.resolve() for n, v in _fitting(values, call, tmp_path / "out").items()})
    return found


def run_command(
    conversion: Conversion, package: Path, values: dict[str, Path], tmp_path: Path
) -> str:
    """Standard output of ``python -m PACKAGE.pipeline``."""
    name = conversion.pipeline.package
    with importable(package, name):
        call = pipeline_function(importlib.import_module(f"{name}.pipeline"))
        chosen = _fitting(values, call, tmp_path / "out2")
    words = [
        word
        for key, value in chosen.items()
        for word in (f"--{key.replace('_', '-')}", str(value.resolve()))
    ]
    return _process(["-m", f"{name}.pipeline", *words], _empty(tmp_path), package).stdout


def compare_stages(
    conversion: Conversion, path: Path, cells: dict[str, Any], stages: dict[str, Any]
) -> None:
    """Fail with a readable message where the two runs are not the same."""
    expected = printed_by_stage(conversion, cells_to_run(path), dict(cells["printed"]))
    said = re.sub(r"[│\s]+", " ", stages["stderr"] or "")
    missing = "Invalid value for" in said and "does not exist" in said
    error = "FileNotFoundError" if missing else stages["error"]
    assert cells["error"] == error, (
        f"notebook ends with {cells['error']}, stage {stages['stage']} with {error}\n"
        f"{stages['stderr']}"
    )
    for stage, text in stages["printed"]:
        alike = printed_alike(expected[stage], text)
        assert alike, f"stage {stage} prints other things than the notebook"
    if cells["error"] is None:
        assert [stage for stage, _ in stages["printed"]] == list(expected)


def _empty(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir(exist_ok=True)
    return folder


def _process(words: list[str], folder: Path, package: Path | None = None) -> fork_server.Done:
    environment = os.environ | {
        "MPLBACKEND": "Agg",
        "PYTHONHASHSEED": "0",
        "TYPER_STANDARD_TRACEBACK": "1",
        "_TYPER_STANDARD_TRACEBACK": "1",
        "PYTHONPATH": str(package.resolve()) if package else "",
        "PYTHONIOENCODING": "utf-8",
    }
    return fork_server.run(words, folder, environment)


# -- inside this process -----------------------------------------------------------------------


BAD = ("crash", "raises", "differs")


@dataclass(frozen=True)
class Outcome:
    """What came of one program.

    ``kind``: ``same``, ``refused`` (a ConversionError, with these codes), ``late`` (a stage
    refuses to save a value that the analysis could not know, and says what to do), ``invalid``
    (the notebook itself raises), ``crash`` (the converter raises anything else), ``raises`` (the
    package does, the notebook not), ``differs`` (another output).
    """

    kind: str
    detail: str = ""
    codes: tuple[str, ...] = ()

    @property
    def bad(self) -> bool:
        """The converter is to blame."""
        return self.kind in BAD


def compare_here(path: Path, folder: Path, auto: bool = False) -> Outcome:
    """Run the notebook at ``path`` and its package, in ``folder``, in this process.

    With ``auto`` it is converted by suggested tags, and its lines may be printed in any stage.
    """
    sys.dont_write_bytecode = True
    try:
        with time_limit(20):
            return _compare(path, folder, auto)
    except TooLong:
        return Outcome("raises", "takes too long")


def _compare(path: Path, folder: Path, auto: bool) -> Outcome:
    with files_as_they_were(path) as before:
        return _compare_with(path, before, folder, auto)


def _compare_with(path: Path, before: Path, folder: Path, auto: bool) -> Outcome:
    try:
        cells = all_cells(path, auto)
    except ConversionError as problem:
        return _refusal(problem)
    printed, error = run_cells_here(path, cells)
    if error:
        return Outcome("invalid", error)
    try:
        conversion = convert(path, Settings(auto_tag=auto), emit=files_of)
    except ConversionError as problem:
        return _refusal(problem)
    except Exception:
        return Outcome("crash", traceback.format_exc())
    try:
        expected = {} if auto else printed_by_stage(conversion, cells, printed)
    except AssertionError as problem:
        return Outcome("differs", str(problem))
    package = write_package(conversion, folder / "package")
    got: dict[str, str] = {}
    try:
        values = pipeline_options(conversion, path, before, package)
        _run_stages_here(conversion, package, values, got)
    except (Exception, SystemExit) as problem:
        late = any(text in str(problem) for text in _LATE)
        return Outcome("late" if late else "raises", traceback.format_exc())
    got = {stage: _NESTED.sub("", text) for stage, text in got.items()}
    if auto:
        wanted = (printed[cell.number] for cell in cells if cell.live)
        problem = moved_lines("".join(wanted), "".join(got.values()))
        return Outcome("differs", problem) if problem else Outcome("same")
    problem = difference(expected, got)
    return Outcome("differs", problem) if problem else Outcome("same")


def _refusal(problem: ConversionError) -> Outcome:
    codes = sorted({diagnostic.code for diagnostic in problem.diagnostics})
    return Outcome("refused", str(problem), tuple(codes))


_NESTED = re.compile(r"\b\w+_from_data\.<locals>\.")
"""What stands before the name of a function that is nested, where the function is printed."""


def run_cells_here(path: Path, cells: Sequence[Cell]) -> tuple[dict[int, str], str | None]:
    """What each cell prints, and shows of scores; the error that ends the notebook."""
    names: dict[str, Any] = {"__name__": "__main__"}
    printed: dict[int, str] = {}
    for cell in cells:
        output = io.StringIO()
        try:
            with working_directory(path.parent), contextlib.redirect_stdout(output):
                tree = tree_of(cell.source, _noted(cell))
                exec(compile(tree, f"<cell {cell.number}>", "exec"), names)
        except Exception:
            return printed, traceback.format_exc()
        printed[cell.number] = output.getvalue()
    return printed, None


def _run_stages_here(
    conversion: Conversion, package: Path, values: dict[str, Path], got: dict[str, str]
) -> None:
    """Each stage gets freshly imported modules and a foreign random state, as in a new process."""
    name = conversion.pipeline.package

    def replace(stage: str, old: Stage) -> Stage:
        def run(*args: Any, **kwargs: Any) -> None:
            forget(name)
            reset_process((stage, len(got)))
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                path_function(importlib.import_module(f"{name}.{stage}"))(*args, **kwargs)
            got[stage] = output.getvalue()

        return run

    folder = _empty(package.parent)
    with importable(package, name), working_directory(folder):
        stages = [stage.name for stage in conversion.pipeline.stages]
        call = pipeline_function(replace_stages(name, stages, replace))
        call(**_fitting(values, call, package.parent / "out"))
