"""Run the notebook and its package, and compare."""

import ast
import json
import os
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

from nb2prod.convert import Conversion
from nb2prod.execution.kernel import run_notebooks
from nb2prod.execution.mirror import OWN, mirror
from nb2prod.execution.runs import CannotRun, Limits, Printed, Ran
from nb2prod.execution.session import sessions_of
from nb2prod.naming import CONFIG_FILE
from nb2prod.notebook.read import read_notebook
from nb2prod.patterns import regex
from nb2prod.plan.model import Pipeline
from nb2prod.plan.paths import without_password
from nb2prod.records import dataclass, replace
from nb2prod.verify.compared import (
    classes_of,
    given_of,
    snapshots_of,
    stages_of,
    values_of,
)
from nb2prod.verify.differing import cells_of, differences
from nb2prod.verify.printed_text import compare_printed
from nb2prod.verify.scripts import Package, environment, printed_text, run_pipeline, run_stages
from nb2prod.verify.verdict import Finding, Value, Verification
from nb2prod.verify.written_files import pictures_of, written_values
from nb2prod.write import write_package


@dataclass(frozen=True, slots=True)
class Options:
    """How to verify. ``package``: a folder that holds the package; None: as converted now.

    The timeout of ``limits`` holds for the notebook, and once more for the stages. ``rtol`` is
    the relative tolerance of floats, 0 for bit by bit. ``required``: whether the package has to
    stand there; None: as pyproject.toml says.
    """

    package: Path | None = None
    limits: Limits = Limits()
    rtol: float = 0.0
    required: bool | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A notebook that was run, and the folder with the values it had."""

    ran: Ran
    snapshots: Path


Progress = Callable[[str], None]


def verify(
    path: Path, conversion: Conversion, options: Options, progress: Progress
) -> Verification:
    """Run notebook and package in a temporary copy of the notebook's folder, and compare.

    Raises:
        CannotRun: one of them did not come to its end.
    """
    pipeline = conversion.pipeline
    with tempfile.TemporaryDirectory(prefix=OWN, ignore_cleanup_errors=True) as name:
        work = Path(name).resolve()
        seen = observe(path, pipeline, options.limits, work / "notebook", progress)
        package = package_of(path, conversion, options, work, seen.ran.python)
        run_stages(package, lambda n, m, stage: progress(f"stage {n} of {m}: {stage}"))
        progress("comparing")
        findings = compare(package, seen, options.rtol, work)
        progress("an edited pipeline.py, if there is one")
        findings += _by_pipeline(package, conversion, seen, options.rtol, work)
        if any(f.difference for f in findings):
            findings = _explained(path, package, options, work, findings, seen, progress)
    told = tuple(differences(findings, pipeline))
    return Verification(pipeline.package, tuple(findings), told=told)


def observe(
    path: Path, pipeline: Pipeline, limits: Limits, work: Path, progress: Progress
) -> Observation:
    """Run the notebook below the folder `work`, which is made, and keep what is compared.

    Raises:
        CannotRun: the notebook did not come to its end.
    """
    work.mkdir(parents=True)
    kept, figures = work / "snapshots", work / "figures"
    kept.mkdir()
    figures.mkdir()
    wanted = list(snapshots_of(pipeline, kept))
    sessions = sessions_of(path, pipeline, work, limits, wanted, figures)
    ran = run_notebooks(sessions, lambda n, m: progress(f"cell {n} of {m}"))
    return Observation(ran, kept)


def package_of(
    path: Path, conversion: Conversion, options: Options, work: Path, python: str
) -> Package:
    """The package, ready to be run on a copy of the notebook's folder below `work`.

    Raises:
        CannotRun: there is no such package, or no such parameter.
    """
    pipeline = conversion.pipeline
    root = options.package.resolve() if options.package else work / "package"
    if options.package is None:
        write_package(conversion.files, root)
    elif not (root / pipeline.package).is_dir():
        raise CannotRun(f"{options.package} holds no package {pipeline.package}.")
    runs = work / "runs"
    runs.mkdir()
    data = mirror(path.parent, work / "data", _external(pipeline))
    config = _config(pipeline, root, work, options.limits.values)
    timeout, secrets = options.limits.timeout, _secrets_of(path, pipeline)
    left_out = frozenset(
        int(d.place.cell) for d in conversion.notes if d.code == "NB223" and d.place
    )
    return Package(pipeline, root, data, runs, config, python, timeout, secrets, left_out)


def _external(pipeline: Pipeline) -> list[str]:
    return [
        f.path
        for stage in pipeline.stages
        for f in stage.files
        if f.producer is None and f.kind in ("file", "dir")
    ]


def _config(
    pipeline: Pipeline, root: Path, work: Path, values: tuple[tuple[str, object], ...]
) -> Path:
    """model_config.yaml, or a copy of it with the values that the user set."""
    path = root / CONFIG_FILE
    unknown = [name for name, _ in values if name not in dict(pipeline.parameters)]
    if unknown:
        known = ", ".join(name for name, _ in pipeline.parameters) or "none"
        raise CannotRun(
            f"--set {unknown[0]}: there is no such parameter (known: {known}).",
            "Parameters are what cells tagged `parameters` bind and, with --lift-hyperparameters, "
            "arguments of estimators.",
        )
    if not values:
        return path
    import yaml

    changed = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, value in values:
        *outer, last = name.split(".")
        reduce(getitem, outer, changed)[last] = value
    copy = work / CONFIG_FILE
    copy.write_text(yaml.safe_dump(changed, sort_keys=False), encoding="utf-8")
    return copy


def compare(package: Package, seen: Observation, rtol: float, work: Path) -> list[Finding]:
    """A finding for each value, figure and file, by a process of its own, and for what is printed.

    `work` is a folder for files of that process.

    Raises:
        CannotRun: that process failed.
    """
    pipeline, runs = package.pipeline, package.runs
    values = values_of(pipeline, runs, seen.ran, seen.snapshots)
    files = list(written_values(pipeline, seen.ran, runs, package.data))
    values += [one for one in files if isinstance(one, Value)]
    pictures = pictures_of(pipeline, runs, {v.path for v in values})
    found = _compared(values, package, rtol, work, _shown(seen.ran, package), pictures)
    found += [one for one in files if isinstance(one, Finding)]
    found += _printed(package, seen)
    order = [stage.name for stage in pipeline.stages]
    return sorted(found, key=lambda f: order.index(f.stage) if f.stage else len(order))


def _by_pipeline(
    package: Package, conversion: Conversion, seen: Observation, rtol: float, work: Path
) -> list[Finding]:
    """What differs if an edited pipeline.py runs the stages, which are compared one by one.

    Raises:
        CannotRun: it failed.
    """
    pipeline = package.pipeline
    name = f"{pipeline.package}/pipeline.py"
    if (package.root / name).read_text(encoding="utf-8") == conversion.files[name]:
        return []
    whole = replace(package, runs=work / "whole")
    whole.runs.mkdir()
    run_pipeline(whole)
    values = values_of(pipeline, whole.runs, seen.ran, seen.snapshots)
    found = _compared(values, whole, rtol, work)
    return [replace(f, name=f"{f.name} (by pipeline.py)") for f in found if f.difference]


def _shown(ran: Ran, package: Package) -> list[dict[str, Any]]:
    """The notebook's pictures, each with the stages that have statements of its cell."""
    counts: Counter[int] = Counter()
    found = []
    for one in ran.shown:
        counts[one.cell] += 1
        left_out = one.cell in package.left_out
        stages = [] if left_out else stages_of(one.cell, package.pipeline)
        name = f"cell {one.cell}, figure {counts[one.cell]}"
        found.append(asdict(one) | {"name": name, "stages": stages})
    return found


def _printed(package: Package, seen: Observation, again: Sequence[Printed] = ()) -> list[Finding]:
    stages = package.pipeline.stages
    cells = {stage.name: frozenset(map(int, stage.cells)) for stage in stages}
    texts = {s.name: _with_paths_as_given(printed_text(package, s), package) for s in stages}
    return list(compare_printed(cells, seen.ran.printed, texts, again, package.left_out))


def _with_paths_as_given(text: str, package: Package) -> str:
    """What a stage printed, with paths as seen from the notebook's folder, whose copy it read."""
    inside = re.escape(str(package.runs.parent / "data"))
    return re.sub(rf"{inside}[^\s'\",)\]]*", lambda m: os.path.relpath(m[0], package.data), text)


def job_of(
    values: Sequence[Value],
    pipeline: Pipeline,
    rtol: float,
    shown: Sequence[dict[str, Any]] = (),
    pictures: Sequence[dict[str, str]] = (),
) -> dict[str, Any]:
    """What `verify.compare` is asked."""
    modules = ["common", *(s.name for s in pipeline.stages)]
    return {
        "shown": list(shown),
        "pictures": list(pictures),
        "rtol": rtol,
        "given": given_of(pipeline),
        "classes": classes_of(pipeline),
        "modules": [f"{pipeline.package}.{m}" for m in modules],
        "values": [asdict(v) for v in values],
    }


def _compared(
    values: Sequence[Value],
    package: Package,
    rtol: float,
    work: Path,
    shown: Sequence[dict[str, Any]] = (),
    pictures: Sequence[dict[str, str]] = (),
) -> list[Finding]:
    job = job_of(values, package.pipeline, rtol, shown, pictures)
    given, taken = work / "job.json", work / "findings.json"
    given.write_text(json.dumps(job), encoding="utf-8")
    here = work / "lib"
    if not here.exists():
        here.mkdir()
        os.symlink(Path(__file__).parents[1], here / "nb2prod")
    env = environment(package)
    env["PYTHONPATH"] = os.pathsep.join([str(here), env["PYTHONPATH"]])
    command = [package.python, "-m", "nb2prod.verify.compare", str(given), str(taken)]
    run = subprocess.run(command, env=env, cwd=work, capture_output=True, text=True, check=False)
    if run.returncode:
        last = (run.stderr.strip().splitlines() or ["no message"])[-1]
        raise CannotRun(f"the values cannot be compared: {last}")
    found = json.loads(taken.read_text(encoding="utf-8"))
    return [Finding(**f | {"cells": tuple(f.get("cells", ()))}) for f in found]


def _explained(
    path: Path,
    package: Package,
    options: Options,
    work: Path,
    findings: list[Finding],
    seen: Observation,
    progress: Progress,
) -> list[Finding]:
    """The findings with likely causes: the notebook is run once more to see what it repeats."""
    pipeline = package.pipeline
    try:
        again = observe(
            path,
            pipeline,
            options.limits,
            work / "again",
            lambda text: progress(f"again, to see what changes at each run: {text}"),
        )
        twice = [
            replace(v, kind="again", path=str(again.snapshots / Path(v.snapshot).name))
            for v in values_of(pipeline, package.runs, seen.ran, seen.snapshots)
            if v.snapshot and v.kind != "predictions"
        ]
        found = _compared(twice, package, options.rtol, work)
        moving = [(f.stage, f.name) for f in found if f.difference]
        printed = {f.stage: f for f in _printed(package, seen, again.ran.printed)}
        findings = [printed.get(f.stage, f) if f.kind == "printed" else f for f in findings]
    except CannotRun:
        moving = []
    order = [stage.name for stage in pipeline.stages]
    first = min((order.index(stage) for stage, _ in moving), default=len(order))
    return [
        replace(
            f,
            cause=f.cause or _cause_of(f, moving, after=f.stage in order[first:]),
            cells=f.cells or cells_of(f, pipeline),
        )
        if f.difference
        else f
        for f in findings
    ]


def _secrets_of(path: Path, pipeline: Pipeline) -> dict[str, str]:
    """The addresses with a password, which the scripts take as options without a default.

    By parameter what the environment says (in capitals), or else what the notebook has.
    """
    wanted = {f.parameter: f.path for s in pipeline.stages for f in s.files if f.kind == "secret"}
    if not wanted:
        return {}
    literals = {
        without_password(text): text
        for source in pipeline.sources
        for text in _literals(path.with_name(source.file))
    }
    found = {p: os.environ.get(p.upper()) or literals.get(shown) for p, shown in wanted.items()}
    return {parameter: value for parameter, value in found.items() if value}


def _literals(path: Path) -> list[str]:
    trees = [ast.parse(cell.source) for cell in read_notebook(path, require_stages=False).cells]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]


MOVING = "the notebook gives another value at each run"
MADE_OF_MOVING = "it is made of what changes at each run of the notebook"
_NUMBERS = regex(r"(-?[\d.]+(?:e[-+]?\d+)?) in the notebook, (-?[\d.]+(?:e[-+]?\d+)?) here")


def _cause_of(finding: Finding, moving: Sequence[tuple[str, str]], *, after: bool) -> str:
    """A likely cause, in words; empty if nothing is known. ``moving``: the values that another
    run of the notebook has otherwise; ``after``: it is of a stage that has one, or of a later."""
    told = finding.difference
    if (finding.stage, finding.name) in moving:
        return MOVING
    if "dtype" in told:
        return "a dtype: the value was saved and loaded in a form that keeps less"
    if "another order" in told or " index row " in f" {told}":
        return "the order of the rows or keys"
    if match := _NUMBERS.search(told):
        one, other = float(match[1]), float(match[2])
        if abs(one - other) <= 1e-9 * max(abs(one), abs(other)):
            return "float formatting or the order of a sum; --rtol 1e-9 accepts it"
    if told.startswith("cannot be read"):
        return "the package could not load what it saved"
    return MADE_OF_MOVING if after else ""
