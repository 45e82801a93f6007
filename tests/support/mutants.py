"""Does ``verify`` see it when a package is broken? ``python -m tests.support.mutants [SAMPLE…]``.

Each generated package is broken in 20 ways, and in four that only a person would see (a figure
that is not there, another colour, a line that is not printed, two metrics exchanged), one at a
time. `nb2prod.verify` has to catch each: a difference, or a stage that fails. The notebook runs
once for all of them, and of the stages only those that a change can reach, in forked processes
that have the libraries loaded.
"""

import argparse
import os
import runpy
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from nb2prod.convert import Conversion, convert
from nb2prod.execution.runs import Limits
from nb2prod.plan.model import Stage
from nb2prod.verify import compare as verify_compare
from nb2prod.verify.compared import values_of
from nb2prod.verify.scripts import Package, options_of, run_stages
from nb2prod.verify.verification import Observation, Options, compare, job_of, observe, package_of
from nb2prod.write import write_package
from tests.support.mutant_operators import DATA, PATH, SEEN, Operator
from tests.support.mutant_sites import lines_of
from tests.support.samples import SAMPLES

WAYS = 20
_SECONDS = 300
os.environ.setdefault("MPLBACKEND", "Agg")
EQUIVALENT = Path(__file__).with_name("mutants_equivalent.txt")


@dataclass(frozen=True)
class Mutant:
    """A module of the package with one change at a line."""

    operator: str
    file: str
    line: int
    text: str
    change: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.operator}: {self.change}"

    @property
    def known(self) -> str:
        """The line that it may have in EQUIVALENT: without its place, which changes often."""
        return f"{self.file} {self.operator}: {self.change}"


class _Change(cst.CSTTransformer):
    """Applies an operator to the site of a number, and counts the sites."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, operator: Operator, lines: frozenset[int], number: int) -> None:
        super().__init__()
        self.operator, self.lines, self.number = operator, lines, number
        self.count, self.line, self.change = 0, 0, ""

    def on_leave(self, original_node: Any, updated_node: Any) -> Any:
        updated = super().on_leave(original_node, updated_node)
        if self.change:
            return updated
        position = self.get_metadata(PositionProvider, original_node, None)
        if position is None or position.start.line not in self.lines:
            return updated
        new = self.operator(original_node)
        if new is None:
            return updated
        self.count += 1
        if self.count - 1 != self.number:
            return updated
        self.line = position.start.line
        before, after = (" ".join(cst.Module([]).code_for_node(n).split()) for n in
                         (original_node, new))  # fmt: skip
        self.change = f"{before[:60]} -> {after[:60]}"
        return new


@cache
def _parsed(text: str) -> MetadataWrapper:
    return MetadataWrapper(cst.parse_module(text))


def mutated(file: str, text: str, operator: Operator, number: int) -> tuple[Mutant | None, int]:
    """The mutant of a site, None where there are fewer; and how many sites there are."""
    lines = lines_of(text)
    own = lines.all if operator in SEEN else lines.path if operator in PATH else lines.data
    change = _Change(operator, own, number)
    new = _parsed(text).visit(change).code
    name = operator.__name__  # type: ignore[attr-defined]
    if not change.change or new == text:
        return None, change.count
    return Mutant(name, file, change.line, new, change.change), change.count


def mutants_of(
    conversion: Conversion, count: int, seed: str, operators: Sequence[Operator] = (*DATA, *PATH)
) -> list[Mutant]:
    """So many mutants, by as many operators as there are sites for; the same for a seed."""
    random = Random(seed)
    package = conversion.pipeline.package
    names = ["common", *(stage.name for stage in conversion.pipeline.stages)]
    files = {f"{package}/{n}.py" for n in names} & conversion.files.keys()
    sites: list[list[tuple[str, Operator, int]]] = []
    for operator in operators:
        found = []
        for file in sorted(files):
            _, total = mutated(file, conversion.files[file], operator, -1)
            found += [(file, operator, number) for number in range(total)]
        random.shuffle(found)
        sites.append(found)
    return list(_taken(conversion, sites, count))


def equivalent_mutants() -> set[str]:
    """Mutants that give the same files: a comment above each says why."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def _taken(
    conversion: Conversion, sites: list[list[tuple[str, Operator, int]]], count: int
) -> Iterator[Mutant]:
    seen: set[str] = set()
    equivalent = equivalent_mutants()
    while count and any(sites):
        for found in sites:
            if not found or not count:
                continue
            file, operator, number = found.pop()
            mutant, _ = mutated(file, conversion.files[file], operator, number)
            if mutant and mutant.text not in seen and mutant.known not in equivalent:
                seen.add(mutant.text)
                count -= 1
                yield mutant


@dataclass(frozen=True)
class Bench:
    """A notebook that was run, its package, and the runs of that package's stages."""

    conversion: Conversion
    seen: Observation
    package: Package
    work: Path

    def caught(self, mutant: Mutant) -> str:
        """How verify tells the mutant from the notebook; empty where it does not."""
        place = Path(tempfile.mkdtemp(dir=self.work))
        root, runs = place / "package", place / "runs"
        shutil.copytree(self.package.root, root)
        (root / mutant.file).write_text(mutant.text, encoding="utf-8")
        runs.mkdir()
        broken = replace(self.package, root=root, runs=runs)
        stages = self.conversion.pipeline.stages
        reached = Path(mutant.file).stem
        first = next((n for n, s in enumerate(stages) if s.name == reached), 0)
        for stage in stages[:first]:
            for name in (stage.name, f"{stage.name}.out"):
                os.symlink(self.package.runs / name, runs / name)
        try:
            for stage in stages[first:]:
                told = _forked(lambda stage=stage: _run(broken, stage), place)
                told = told or _forked(lambda stage=stage: self._compare(broken, stage), place)
                if told:
                    return f"{stage.name}: {told}"
            seen = compare(broken, self.seen, 0.0, place)
            return next((f"{f.kind} {f.name}: {f.difference}" for f in seen if f.difference), "")
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def _compare(self, package: Package, stage: Stage) -> str:
        sys.path.insert(0, str(package.root))
        pipeline = package.pipeline
        values = values_of(pipeline, package.runs, self.seen.ran, self.seen.snapshots)
        job = job_of([v for v in values if v.stage == stage.name], pipeline, 0.0)
        found = [f for f in verify_compare.compare(job) if f.get("difference")]
        return f"{found[0]['name']}: {found[0]['difference']}" if found else ""


def _run(package: Package, stage: Stage) -> str:
    """The stage by its command line, in this process; what went wrong."""
    module, options = f"{package.pipeline.package}.{stage.name}", options_of(package, stage)
    sys.path.insert(0, str(package.root))
    sys.argv = [module, *options]
    sys.dont_write_bytecode = True
    try:
        with (package.runs / f"{stage.name}.out").open("w") as out, redirect_stdout(out):
            runpy.run_module(module, run_name="__main__")
    except SystemExit as end:
        return f"exit code {end.code}" if end.code else ""
    except BaseException as error:
        return f"{type(error).__name__}: {error}".splitlines()[0]
    return ""


def _forked(task: Callable[[], str], place: Path) -> str:
    """The answer of a task that is done by a child process, or that it died."""
    answer = place / "answer"
    answer.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        try:
            signal.alarm(_SECONDS)
            with (place / "log").open("w") as log, redirect_stdout(log), redirect_stderr(log):
                told = task()
            answer.write_text(told, encoding="utf-8")
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    return answer.read_text(encoding="utf-8") if answer.exists() else "the process died"


def bench(path: Path, work: Path) -> Bench:
    """Run notebook and package once, and load what the stages will need.

    Raises:
        AssertionError: they differ as they are.
    """
    conversion = convert(path)
    seen = observe(path, conversion.pipeline, Limits(), work / "notebook", lambda text: None)
    root = work / "original"
    write_package(conversion.files, root)
    package = package_of(path, conversion, Options(root), work, seen.ran.python)
    run_stages(package, lambda n, m, stage: None)
    findings = compare(package, seen, 0.0, work)
    wrong = [f for f in findings if f.difference]
    assert not wrong and any(f.compared for f in findings), wrong
    for module in ("pandas", "matplotlib.pyplot", "sklearn.ensemble", "sklearn.pipeline", "typer"):
        import_module(module)
    return Bench(conversion, seen, package, work)


def survivors(path: Path, count: int = WAYS, told: bool = False, more: bool = True) -> list[Mutant]:
    """The mutants of a notebook's package that verify does not catch.

    `more` are those that only a person would see, one a sort.
    """
    found: list[Mutant] = []
    with tempfile.TemporaryDirectory() as name:
        ready = bench(path, Path(name).resolve())
        mutants = mutants_of(ready.conversion, count, path.stem)
        assert len(mutants) == count, f"only {len(mutants)} ways to break {path.stem}"
        shown = [mutants_of(ready.conversion, 1, path.stem, [one]) for one in SEEN] if more else []
        for mutant in [*mutants, *(one for found in shown for one in found)]:
            how = ready.caught(mutant)
            if told:
                print(f"  {mutant}\n    {how or 'SURVIVES'}", flush=True)
            if not how:
                found.append(mutant)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Break the packages of the samples; how many mutants survive."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("samples", nargs="*", help="names; default: all")
    parser.add_argument("--ways", type=int, default=WAYS, help="how many mutants a sample")
    given = parser.parse_args(arguments)
    names = given.samples or [path.stem for path in sorted(SAMPLES.glob("*.ipynb"))]
    left = 0
    for name in names:
        start = time.monotonic()
        print(name, flush=True)
        alive = survivors(SAMPLES / f"{name}.ipynb", given.ways, told=True)
        left += len(alive)
        seconds = time.monotonic() - start
        print(f"{name}: all but {len(alive)} caught ({seconds:.0f} s)")
    return left


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
