"""README.md of a package."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from nb2prod.emit.config import example
from nb2prod.emit.dependencies import modules_of, unknown_modules
from nb2prod.emit.figure_files import figure_files
from nb2prod.emit.listing import all_outputs, command_line, external_files, inputs
from nb2prod.emit.prose import beginning, prose
from nb2prod.emit.targets.registry import shown
from nb2prod.emit.templates import render
from nb2prod.patterns import regex
from nb2prod.plan.model import Pipeline, Stage
from nb2prod.plan.names import shown_path

_VARIABLE = regex(r"""(?:os\.environ(?:\[|\.get\()|os\.getenv\()["'](\w+)["'](?!\]\s*=[^=])""")

_FORMATS = {"csv": "CSV", "jsonl": "JSON Lines", "parquet": "Parquet"}

_ANY = """the|of|and|all|our|required|requirements|necessary|needed|relevant|python|libraries
    |library|packages|modules|dependencies|data|dataset|datasets|set|sets|files?|csv|notebook
    |environment"""
_NUMBER = regex(r"^\d+[.)]\s+(?=\w)")
_LONGEST = 15
"""Lines of the author's words: more is a text of its own, which the notebook has."""

_STEP = regex(
    rf"""[\W\d]*(?:(?:{_ANY})[\W\d]+)*
    (?:(?:import|load|read|fetch|get|install)(?:s|ing)?|libraries|packages|modules|dependencies
        |set(?:ting)?[\s-]?up|environment|introduction|overview)
    (?:[\W\d]+(?:{_ANY}))*
    [\W\d]*""",
    re.IGNORECASE | re.VERBOSE,
)
"""A heading of the first step of a notebook, which says nothing of what it is about."""


_LEAD_ON = regex(
    r"(?i)(?:(?:task|step|part)?\s*#?\d+(?:\.\d+)*[.:)]?\s*)?(?:perform |needed |the )*"
    r"(?:import|load)(?:s|ing)? [^.]{0,60}$"
)
"""A paragraph that only says that the cell below loads something."""


def readme(pipeline: Pipeline, files: Mapping[str, str]) -> str:
    """The README of the package that has these `files`: what it does and how to run it."""
    heading, text = about(pipeline)
    code = "\n".join(text for _, text in modules_of(pipeline, files))
    # a path up from the package is the same on every machine; any other could name somebody's home
    above = set(PurePosixPath(pipeline.data_root).parts) <= {".."} and not pipeline.folders
    roots = (".", pipeline.data_root) if above else ("$package", ".")
    return render(
        "README.md.jinja",
        heading=heading,
        about=text,
        arrows=list(_arrows(pipeline)),
        parameters=[n for n, _ in (*pipeline.parameters, *pipeline.hyperparameters)],
        example=example(pipeline),
        variables=sorted(set(_VARIABLE.findall(code))),
        notebook=pipeline.file,
        several=len(pipeline.sources) > 1,
        command=command_line(pipeline, *roots),
        elsewhere=not above,
        prefix=pipeline.package.replace("_", "-"),
        stages=[(s.name, inputs(s), _outputs(s, pipeline, files)) for s in pipeline.stages],
        files=[
            (f.parameter, f.shown, f.origin) for f in external_files(pipeline) if f.kind != "query"
        ],
        queries=_queries(pipeline),
        tables=_FORMATS[pipeline.tables] if "save_table(" in code else "",
        data=pipeline.data,
        folders=[shown_path(folder) for folder in pipeline.folders],
        own_modules=pipeline.own_modules,
        unknown=unknown_modules(pipeline, files),
        tests=bool(pipeline.tests),
        engines=shown(pipeline),
    )


def about(pipeline: Pipeline) -> tuple[str, list[str]]:
    """Title and text: the notebook's own, where it begins with a heading of all of it."""
    lines = prose(_without_last_headings(pipeline.markdown))
    if lines and pipeline.markdown.lstrip().startswith("#"):
        rest = lines[1:]
        while rest and not rest[0]:
            rest = rest[1:]
        first = _NUMBER.sub("", lines[0])
        title = pipeline.title if _STEP.fullmatch(lines[0]) else first
        return title, _without_leads(beginning(rest, _LONGEST, _LONGEST))
    return pipeline.title, _without_leads(beginning(lines, _LONGEST, _LONGEST))


def _without_leads(lines: list[str]) -> list[str]:
    """The text without what leads on to a cell at its end: "Loading libraries:".

    >>> _without_leads(["Sales of 2015.", "", "1.1 Import libraries and data"])
    ['Sales of 2015.']
    """
    while lines:
        start = max((n for n, line in enumerate(lines) if not line), default=-1)
        last = " ".join(lines[start + 1 :]).strip()
        if last and not last.endswith(":") and not _LEAD_ON.match(last):
            break
        lines = lines[: max(start, 0)]
    return lines


def _without_last_headings(markdown: str) -> str:
    """The text without the headings at its end, which are those of what follows."""
    lines = markdown.rstrip().split("\n")
    kept = len(lines)
    while kept and (not lines[kept - 1].strip() or lines[kept - 1].lstrip().startswith("#")):
        kept -= 1
    return "\n".join(lines[:kept]) if kept else markdown


def _outputs(stage: Stage, pipeline: Pipeline, files: Mapping[str, str]) -> list[str]:
    figures = figure_files(stage, files[f"{pipeline.package}/{stage.name}.py"])
    return list(dict.fromkeys([*all_outputs(stage), *figures]))


def _arrows(pipeline: Pipeline) -> Iterator[str]:
    """The lines of a flowchart: files, stages, and what goes from one stage to another."""
    files = {path: f"file_{n}" for n, path in enumerate(_outside(pipeline), 1)}
    for stage in pipeline.stages:
        for file in dict.fromkeys(one.shown for one in stage.outside):
            yield f"{files[file]}[{_text(file)}] --> {stage.name}"
        for producer, names in _from_stages(stage).items():
            yield f"{producer} -- {_text(', '.join(names))} --> {stage.name}"
        for file in (stage.metrics_file, stage.predictions_file if stage.predictions else ""):
            if file:
                yield f"{stage.name} --> {stage.name}_{file.partition('.')[0]}[{_text(file)}]"


def _outside(pipeline: Pipeline) -> dict[str, None]:
    return dict.fromkeys(f.shown for stage in pipeline.stages for f in stage.outside)


def _from_stages(stage: Stage) -> dict[str, list[str]]:
    """What a stage takes of each other one, at most three names of it."""
    found: dict[str, dict[str, None]] = {}
    for one in stage.inputs:
        source = stage.model_from if one.model_file else one.artefact.producer
        found.setdefault(source, {})[one.name] = None
    for file in stage.files:
        if file.model_file:
            found.setdefault(stage.model_from, {})[file.model_file] = None
        elif file.producer and file.file:
            found.setdefault(file.producer, {})[file.file] = None
    for carried in stage.carried:
        for name in carried.names or (carried.source,):
            found.setdefault(carried.producer, {})[name] = None
    return {producer: _few(list(names)) for producer, names in found.items()}


def _few(names: Sequence[str]) -> list[str]:
    return [*names[:3], *(["…"] if len(names) > 3 else [])]


def _text(text: str) -> str:
    """A label in quotes; Mermaid has entities for what would end it."""
    return '"' + text.replace('"', "#quot;") + '"'


def _queries(pipeline: Pipeline) -> list[dict[str, str]]:
    """The queries for people: file, option, what they read and where they stood."""
    options = {file.path: file.parameter for file in external_files(pipeline)}
    return [
        {
            "file": one.path,
            "option": "--" + options[one.path].replace("_", "-"),
            "tables": ", ".join(f"`{table}`" for table in one.tables),
            "cell": str(one.cell),
            "stages": ", ".join(
                s.name for s in pipeline.stages if one.path in {f.path for f in s.outside}
            ),
        }
        for one in pipeline.queries
    ]
