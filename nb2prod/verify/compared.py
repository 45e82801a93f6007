"""What is compared: where the notebook's and the package's values are kept."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from nb2prod.analysis.scores.score_names import shown_parts
from nb2prod.execution.runs import Ran, Snapshot
from nb2prod.execution.stage_snapshots import stage_snapshots
from nb2prod.notebook.model import Role
from nb2prod.plan.model import Artefact, Code, Item, Pipeline, Stage
from nb2prod.plan.serialisers import SERIALISERS
from nb2prod.plan.streams import kernel_states
from nb2prod.verify.verdict import Value


def snapshots_of(pipeline: Pipeline, folder: Path) -> Iterator[Snapshot]:
    """When the notebook has the values of each stage, and where it shows or prints a metric."""
    states, renamed = kernel_states(), dict(pipeline.renamed)
    for stage in pipeline.stages:
        names = [n for a in stage.artefacts for n in a.names]
        held = [n for attributes in given_of(pipeline).values() for n in attributes]
        wanted = [*names, *stage.metrics, *stage.predictions, *held]
        wanted += [stage.predicted_on] if stage.predicted_on else []
        known = states | (_shown(stage, renamed) if stage.role is Role.PREDICT else {})
        yield from stage_snapshots(stage, wanted, folder / stage.name, known)
        yield from _of_metrics(stage, folder, renamed)


def stages_of(cell: int, pipeline: Pipeline) -> list[str]:
    """The stages that have statements of a cell of the file."""
    return [stage.name for stage in pipeline.stages if cell in map(int, stage.cells)]


def given_of(pipeline: Pipeline) -> dict[str, list[str]]:
    """By class of the notebook, the attributes that stand for globals that it reads."""
    return {item.name: list(item.stored) for item in _items(pipeline) if item.stored}


def classes_of(pipeline: Pipeline) -> dict[str, list[str]]:
    """By name in the notebook, the names of the classes that the scripts have for it, of those
    that the notebook defines again."""
    found: dict[str, list[str]] = {}
    for new, old in pipeline.renamed:
        found.setdefault(old, []).append(new)
    definitions = {i.name: i.definition.node for i in _items(pipeline) if i.definition}
    classes = {name for name, node in definitions.items() if isinstance(node, ast.ClassDef)}
    every = {old: [n for n in (old, *new) if n in classes] for old, new in found.items()}
    return {old: names for old, names in every.items() if names and names != [old]}


def _items(pipeline: Pipeline) -> Iterator[Item]:
    yield from pipeline.items
    yield from (item for stage in pipeline.stages for item in stage.items)


def _shown(stage: Stage, names: Mapping[str, str]) -> dict[str, str]:
    """By name, code for values that the scripts bind and the notebook perhaps only shows."""
    found: dict[str, str] = {}
    statements = [code.statement for code in stage.body if code.statement]
    for node in (node for one in statements for node in one.nodes):
        match node:
            case ast.Assign([ast.Name(name)], value) if name not in names:
                shown = _in_notebook(ast.unparse(value), names)
                found[name] = f"{name} if {name!r} in globals() else {shown}"
    return found


def _of_metrics(stage: Stage, folder: Path, names: Mapping[str, str]) -> Iterator[Snapshot]:
    """The metrics that the scripts bind and the notebook does not."""
    printed: list[Code] = []
    for code in stage.body:
        if code.statement is None:
            printed += [code] if code.assigned else []
            continue
        if code.statement.cell.file:
            printed = []  # the notebook shows no moment inside a file that it runs
            continue
        cell, line = int(code.statement.cell.number), code.statement.line
        for one in printed:
            path = folder / f"{stage.name}-{one.assigned}"
            value = _in_notebook(one.text.partition(" = ")[2], names)
            yield Snapshot(cell, path, expressions=((one.assigned, value),), line=line)
        printed = []
        if code.assigned:
            # What a cell only displays has no effect: it can be evaluated once more.
            shown = code.statement.nodes[-1]
            assert isinstance(shown, ast.Expr)
            path = folder / f"{stage.name}-{code.assigned}"
            parts = shown_parts(shown.value)
            whole = parts[0] if len(parts) == 1 else ast.Tuple(parts, ast.Load())
            value = _in_notebook(ast.unparse(whole), names)
            yield Snapshot(cell, path, expressions=((code.assigned, value),), line=line)


def _in_notebook(code: str, names: Mapping[str, str]) -> str:
    """An expression of the scripts, with the names that the notebook's file has."""
    tree = ast.parse(code, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
    return ast.unparse(tree)


def values_of(pipeline: Pipeline, runs: Path, ran: Ran, snapshots: Path) -> list[Value]:
    """What to compare, in the order of the stages.

    `runs` has the folders that the stages saved in, `ran` is the notebook's run.
    """
    found: list[Value] = []
    for stage in pipeline.stages:
        out, snapshot = runs / stage.name, str(snapshots / stage.name)
        for artefact in stage.artefacts:
            found += _of_artefact(stage, artefact, out, snapshot, pipeline.package)
        shown = {code.assigned for code in stage.body if code.assigned}
        for name in stage.metrics:
            path = str(snapshots / f"{stage.name}-{name}") if name in shown else snapshot
            found.append(Value(stage.name, name, "metric", str(out / stage.metrics_file), path))
        if stage.predictions:
            file = stage.predictions_file
            path = str(out / file)
            found.append(
                Value(
                    stage.name,
                    file,
                    "predictions",
                    path,
                    snapshot,
                    names=stage.predictions,
                    rows=stage.predicted_on,
                )
            )
        for original, file in stage.written:
            where = ran.left_by([*map(int, stage.cells)], original)
            found.append(Value(stage.name, file, "file", str(out / file), original=where))
    return found


def _of_artefact(
    stage: Stage, artefact: Artefact, folder: Path, snapshot: str, package: str
) -> Iterable[Value]:
    serialiser = SERIALISERS[artefact.serialiser]
    path = str(folder / artefact.file)
    load_code = serialiser.loading(f"Path({path!r})")
    imports = tuple(line.format(package=package) for line in serialiser.load_imports)
    for n, name in enumerate(artefact.names):
        item = n if len(artefact.names) > 1 else -1
        yield Value(stage.name, name, "artefact", path, snapshot, load_code, imports, item)
