"""The cases under ``tests/cases``: a notebook each, and beside it the plan that is expected.

An expected file starts with optional marks, a line each:

``either``
    A right conversion and a clear refusal are both fine; without stage lines any plan is.
``static``
    Only the plan is compared, nothing is run.
``error: cell 4: text``
    The conversion is refused; the message names the cell (optional) and holds the text.
``late``
    With ``error``: the refusal may come when the value is saved, if it names the value.

Then a line a stage, in run order, ``NAME: inputs -> outputs``. Inputs are values of earlier
stages, ``config(A, B)`` and ``file(a_file, b_file)``. A line ``common: f, Model`` names the
shared definitions; without it they are not compared.

A case lists the files that it reads in a markdown cell: ``# file data/train.csv``, then their
lines as comments.

``python -m tests.support.cases --refresh [PATTERN]`` rewrites the stage lines from the tool's
plan, for review as a diff. The expected files are written by hand at first.
"""

import argparse
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nb2prod.diagnostics import ConversionError

if TYPE_CHECKING:
    from nb2prod.convert import Conversion

CASES = Path(__file__).parents[1] / "cases"
_FILE = re.compile(r"# file (\S+)")
_GROUP = re.compile(r"(config|file)\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage with the names of what goes in and out."""

    name: str
    values: tuple[str, ...] = ()
    config: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()

    def __str__(self) -> str:
        groups = [f"{kind}({', '.join(names)})" for kind, names in self._groups() if names]
        left = " ".join([f"{self.name}:", ", ".join([*self.values, *groups])]).rstrip()
        return f"{left} -> {', '.join(self.outputs)}".rstrip()

    def _groups(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        yield "config", self.config
        yield "file", self.files


@dataclass(frozen=True, slots=True)
class Expected:
    """What an expected file says."""

    either: bool = False
    static: bool = False
    late: bool = False
    error_cell: int | None = None
    error: str | None = None
    stages: tuple[StageLine, ...] = ()
    common: tuple[str, ...] | None = None

    def __str__(self) -> str:
        lines = [mark for mark in ("either", "static", "late") if getattr(self, mark)]
        if self.error is not None:
            cell = f"cell {self.error_cell}: " if self.error_cell is not None else ""
            lines.append(f"error: {cell}{self.error}".rstrip())
        lines.extend(str(stage) for stage in self.stages)
        if self.common is not None:
            lines.append(f"common: {', '.join(self.common)}".rstrip())
        return "\n".join(lines) + "\n"


def case_paths(pattern: str = "") -> list[Path]:
    """The notebooks of the cases whose ``folder/name`` holds the pattern."""
    paths = sorted(CASES.glob("*/*.py"))
    return [path for path in paths if pattern in case_id(path)]


def case_id(path: Path) -> str:
    """``02_mutation/inplace_drop``."""
    return f"{path.parent.name}/{path.stem}"


def expected_of(path: Path) -> Expected:
    """The expected file that stands beside the case."""
    return parse_expected(path.with_suffix(".txt").read_text(encoding="utf-8"))


def parse_expected(text: str) -> Expected:
    """The text of an expected file as a value.

    Raises:
        ValueError: a line is none of the known ones.
    """
    expected = Expected()
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line == "either":
            expected = replace(expected, either=True)
        elif line == "static":
            expected = replace(expected, static=True)
        elif line == "late":
            expected = replace(expected, late=True)
        elif line.startswith("error:"):
            cell, message = _parse_error(line.removeprefix("error:").strip())
            expected = replace(expected, error_cell=cell, error=message)
        elif line.startswith("common:"):
            expected = replace(expected, common=_names(line.removeprefix("common:")))
        else:
            expected = replace(expected, stages=(*expected.stages, _parse_stage(line)))
    return expected


def describe(conversion: "Conversion") -> tuple[tuple[StageLine, ...], tuple[str, ...]]:
    """The stages of a conversion's plan, and the names of its shared definitions.

    A stage may save more than its outputs: models are kept even where no later stage reads them.
    """
    plan = conversion.pipeline
    read = [value for stage in plan.stages for value in stage.inputs]
    stages = tuple(
        StageLine(
            stage.name,
            _ordered(value.name for value in stage.inputs),
            _ordered(stage.config),
            _ordered(file.parameter for file in stage.files),
            _ordered({value.name for value in read if value.artefact.producer == stage.name}),
        )
        for stage in plan.stages
    )
    return stages, _ordered(item.name for item in plan.items if item.definition is not None)


def lay_out(path: Path, directory: Path) -> Path:
    """Copy the case and the files that it lists into a directory; give the copy's path."""
    directory.mkdir(exist_ok=True)
    for name, text in _listed_files(path.read_text(encoding="utf-8")):
        target = directory / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return Path(shutil.copy(path, directory / path.name))


def _listed_files(source: str) -> Iterator[tuple[str, str]]:
    lines = source.splitlines()
    if not lines or lines[0] != "# %% [markdown]":
        return
    name, content = "", list[str]()
    for line in lines[1:]:
        match = _FILE.fullmatch(line)
        if (match or not line.startswith("#")) and name:
            yield name, "\n".join(content) + "\n"
        if match:
            name, content = match.group(1), []
        elif not line.startswith("#"):
            return
        else:
            content.append(line[2:])


def _parse_error(text: str) -> tuple[int | None, str]:
    match = re.fullmatch(r"(?:cell (\d+):)?\s*(.*)", text)
    assert match is not None
    return int(match.group(1)) if match.group(1) else None, match.group(2)


def _parse_stage(line: str) -> StageLine:
    match = re.fullmatch(r"(\w+):\s*(.*?)\s*->\s*(.*)", line)
    if match is None:
        raise ValueError(f"not a line of an expected file: {line!r}")
    name, left, outputs = match.groups()
    groups = {kind: _names(names) for kind, names in _GROUP.findall(left)}
    return StageLine(
        name,
        _names(_GROUP.sub("", left)),
        groups.get("config", ()),
        groups.get("file", ()),
        _names(outputs),
    )


def _names(text: str) -> tuple[str, ...]:
    return _ordered(filter(None, (name.strip() for name in text.split(","))))


def _ordered(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (name.casefold(), name)))


def refreshed(path: Path) -> str | None:
    """The text that the case's expected file would have by the tool, None when unchanged.

    A case that expects an error, or accepts any plan, stays as it is.
    """
    from nb2prod.convert import convert

    expected = expected_of(path)
    if expected.error is not None or not expected.stages:
        return None
    with tempfile.TemporaryDirectory() as directory:
        try:
            conversion = convert(lay_out(path, Path(directory)))
        except ConversionError:
            return None
    stages, common = describe(conversion)
    wanted = common if expected.common is not None else None
    changed = replace(expected, stages=stages, common=wanted)
    return str(changed) if changed != expected else None


def main() -> None:
    """Refresh the expected files."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--refresh", action="store_true", required=True)
    parser.add_argument("pattern", nargs="?", default="")
    for path in case_paths(parser.parse_args().pattern):
        text = refreshed(path)
        if text is not None:
            path.with_suffix(".txt").write_text(text, encoding="utf-8")
            print("rewritten", case_id(path))


if __name__ == "__main__":
    main()
