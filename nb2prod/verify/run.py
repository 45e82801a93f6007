"""Run the notebook and its package, and compare."""

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from nb2prod.convert import Conversion
from nb2prod.notebook.load import load
from nb2prod.notebook.model import Role
from nb2prod.notebook.read import read_notebook
from nb2prod.plan.model import Artefact, Pipeline, Stage
from nb2prod.plan.serialisers import SERIALISERS
from nb2prod.verify.kernel import Session, Snapshot, run_notebook
from nb2prod.verify.mirror import OWN, mirror
from nb2prod.verify.model import CannotRun, Finding, Value, Verification
from nb2prod.verify.scripts import Package, environment, run_stages
from nb2prod.write import write_package


@dataclass(frozen=True, slots=True)
class Options:
    """How to verify. ``package``: a folder that holds the package; None: as converted now.

    ``timeout`` is in seconds for the notebook, and as much for the stages; ``memory`` in GiB for
    the kernel; ``values`` replace parameters in both; ``rtol`` is the relative tolerance of
    floats, 0 for bit by bit.
    """

    package: Path | None = None
    timeout: float | None = None
    memory: float | None = None
    rtol: float = 0.0
    values: tuple[tuple[str, object], ...] = ()
    kernel: str = "python3"


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
        first = _notebook(path, pipeline, options, work / "notebook", progress)
        package = _package(path, conversion, options, work, first.python)
        run_stages(package, lambda n, m, stage: progress(f"stage {n} of {m}: {stage}"))
        values = _values(pipeline, work, first)
        progress("comparing")
        findings = _compare(values, package, options, work)
        if any(f.difference for f in findings):
            findings = _explained(path, package, options, work, findings, values, progress)
    return Verification(path.name, pipeline.package, tuple(findings))


@dataclass(frozen=True, slots=True)
class _Ran:
    python: str
    folder: Path
    snapshots: Path


def _notebook(
    path: Path, pipeline: Pipeline, options: Options, work: Path, progress: Progress
) -> _Ran:
    work.mkdir(parents=True)
    known = [f.path for s in pipeline.stages for f in s.files if f.kind in ("file", "dir")]
    folder = mirror(
        path.parent, work, [*known, *(p for s in pipeline.stages for p, _ in s.written)]
    )
    snapshots = work / "snapshots"
    snapshots.mkdir()
    roles = {c.number: c.role for c in read_notebook(path).cells}
    raw = [c for c in load(path).cells if c.kind == "code" and c.source.strip()]
    cells = tuple(c for c in raw if roles.get(c.number) is not Role.SKIP)
    parameters = [n for n, role in roles.items() if role is Role.PARAMETERS]
    session = Session(
        cells,
        folder,
        work,
        (path.parent.resolve(),),
        tuple(_snapshots(pipeline, snapshots)),
        options.values,
        max(parameters, default=0),
        options.kernel,
        options.timeout,
        options.memory,
    )
    python = run_notebook(session, lambda n, m: progress(f"cell {n} of {m}"))
    return _Ran(python, folder, snapshots)


def _snapshots(pipeline: Pipeline, folder: Path) -> Iterable[Snapshot]:
    """After the last cell of each stage, and after each cell that shows a metric."""
    for stage in pipeline.stages:
        names = [n for a in stage.artefacts for n in a.names]
        wanted = tuple(dict.fromkeys([*names, *stage.metrics]))
        yield Snapshot(max(stage.cells), wanted, folder / stage.name)
        for code in stage.body:
            if code.assigned and code.statement is not None:
                path = folder / f"{stage.name}-{code.assigned}"
                yield Snapshot(code.statement.cell.number, (), path, code.assigned)


def _package(
    path: Path, conversion: Conversion, options: Options, work: Path, python: str
) -> Package:
    pipeline = conversion.pipeline
    root = options.package.resolve() if options.package else work / "package"
    if options.package is None:
        write_package(conversion.files, root)
    elif not (root / pipeline.package).is_dir():
        raise CannotRun(f"{options.package} holds no package {pipeline.package}.")
    runs = work / "runs"
    runs.mkdir()
    data = mirror(path.parent, work / "data", _external(pipeline))
    config = _config(pipeline, root, work, options.values)
    return Package(pipeline, root, data, runs, config, python, options.timeout)


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
    path = root / "model_config.yaml"
    unknown = [name for name, _ in values if name not in dict(pipeline.parameters)]
    if unknown:
        known = ", ".join(name for name, _ in pipeline.parameters) or "none"
        raise CannotRun(f"--set {unknown[0]}: there is no such parameter (known: {known}).")
    if not values:
        return path
    import yaml

    changed = yaml.safe_load(path.read_text(encoding="utf-8")) | dict(values)
    copy = work / "model_config.yaml"
    copy.write_text(yaml.safe_dump(changed, sort_keys=False), encoding="utf-8")
    return copy


def _values(pipeline: Pipeline, work: Path, ran: _Ran) -> list[Value]:
    found: list[Value] = []
    for stage in pipeline.stages:
        folder = work / "runs" / stage.name
        snapshot = str(ran.snapshots / stage.name)
        for artefact in stage.artefacts:
            found += _of_artefact(stage, artefact, folder, snapshot, pipeline.package)
        shown = {code.assigned for code in stage.body if code.assigned}
        for name in stage.metrics:
            path = str(ran.snapshots / f"{stage.name}-{name}") if name in shown else snapshot
            found.append(Value(stage.name, name, "metric", str(folder / stage.metrics_file), path))
        for original, file in stage.written:
            where = os.path.normpath(os.path.join(ran.folder, original))
            found.append(Value(stage.name, file, "file", str(folder / file), original=str(where)))
    return found


def _of_artefact(
    stage: Stage, artefact: Artefact, folder: Path, snapshot: str, package: str
) -> Iterable[Value]:
    serialiser = SERIALISERS[artefact.serialiser]
    path = str(folder / artefact.file)
    load_code = serialiser.load.format(path=f"Path({path!r})")
    imports = tuple(line.format(package=package) for line in serialiser.load_imports)
    for n, name in enumerate(artefact.names):
        item = n if len(artefact.names) > 1 else -1
        yield Value(stage.name, name, "artefact", path, snapshot, load_code, imports, item)


def _compare(values: list[Value], package: Package, options: Options, work: Path) -> list[Finding]:
    pipeline = package.pipeline
    modules = ["common", *(s.name for s in pipeline.stages)]
    job: Mapping[str, Any] = {
        "rtol": options.rtol,
        "given": _given(pipeline),
        "modules": [f"{pipeline.package}.{m}" for m in modules],
        "values": [asdict(v) for v in values],
    }
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
    return [Finding(**f) for f in json.loads(taken.read_text(encoding="utf-8"))]


def _given(pipeline: Pipeline) -> dict[str, list[str]]:
    """By class of the notebook, the attributes that stand for globals that it reads."""
    items = [*pipeline.items, *(i for s in pipeline.stages for i in s.items)]
    return {item.name: list(item.stored) for item in items if item.stored}


def _explained(
    path: Path,
    package: Package,
    options: Options,
    work: Path,
    findings: list[Finding],
    values: list[Value],
    progress: Progress,
) -> list[Finding]:
    """The findings with likely causes: the notebook is run once more to see what it repeats."""
    from nb2prod.verify.causes import cause_of

    try:
        again = _notebook(
            path,
            package.pipeline,
            options,
            work / "again",
            lambda text: progress(f"once more: {text}"),
        )
        twice = [
            replace(v, kind="again", path=str(again.snapshots / Path(v.snapshot).name))
            for v in values
            if v.snapshot
        ]
        found = _compare(twice, package, options, work)
        moving = frozenset((f.stage, f.name) for f in found if f.difference)
    except CannotRun:
        moving = frozenset()
    return [
        replace(f, cause=f.cause or cause_of(f, moving)) if f.difference else f for f in findings
    ]
