"""The tools: each returns data, with diagnostics as in `check --format json`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from nb2prod.configuration import SettingsError, choices, fits
from nb2prod.diagnostics import ConversionError, Diagnostic, unforeseen
from nb2prod.findings.report_formats import answer, fields
from nb2prod.notebooks import job_of

Answer = dict[str, Any]
Options = dict[str, Any]


def convert(
    notebook: str, output: str = "", options: Options | None = None, overwrite: bool = False
) -> Answer:
    """Convert a notebook to a package: into the folder `output`, or, without one, as text.

    `options` are those of `nb2prod convert`, such as {"auto-tag": true, "targets": ["dvc"]}.
    Files that were edited since they were generated are kept, unless `overwrite` is set.
    """
    from nb2prod.convert import convert as converted
    from nb2prod.emit.listing import first_commands
    from nb2prod.notebooks import record
    from nb2prod.write import write_package

    path = Path(notebook)

    def made_answer() -> Answer:
        target = Path(output) if output else path.with_suffix("")
        settings = choices(path, _given(options)).settings
        made = converted(path, settings, target=target)
        notes = list(made.notes)
        stages = [stage.name for stage in made.pipeline.stages]
        found: Answer = {"stages": stages, "left_out_cells": list(made.left_out)}
        if not output:
            return found | {"files": made.files, **_told(path, notes)}
        written = write_package(made.files, target, record(path, settings, target), force=overwrite)
        run = first_commands(made.pipeline, target, path.parent)
        found |= {"folder": str(target), "files": sorted(made.files), "run": run}
        return found | _told(path, [*notes, *written.notes])

    return _answered(path, made_answer)


def check(notebook: str, options: Options | None = None) -> Answer:
    """Check that a notebook can be converted, and that the package beside it is up to date."""
    from nb2prod.check.check_notebook import Question, check_one

    path = Path(notebook)
    return _answered(
        path, lambda: _without_path(fields(check_one(Question(job_of([path], _given(options))))))
    )


def tag(notebook: str, write: bool = False) -> Answer:
    """Suggest a tag for each untagged code cell, and write them if `write` is set."""
    from nb2prod.suggest.notebook_files import suggest, write_tags
    from nb2prod.suggest.tag_files import as_data

    path = Path(notebook)

    def made_answer() -> Answer:
        found = suggest(path)
        if write and found.suggestions:
            write_tags(path, {one.cell: one.pieces for one in found.suggestions})
        return {
            "suggestions": as_data(found.suggestions),
            "written": write,
            **_told(path, list(found.problems)),
        }

    return _answered(path, made_answer)


def explain(code: str) -> str:
    """Explain a diagnostic, such as NB203: what it means, an example, and how to fix it."""
    from nb2prod.explain import page, suggestion

    return page(code.upper()) or f"there is no diagnostic {code}.{suggestion(code)}"


def verify(notebook: str, against: str = "", timeout: float | None = None) -> Answer:
    """Run a notebook and its package, in copies, and compare all that a person can see.

    The package is the one in the folder `against`, or beside the notebook.
    """
    from nb2prod.execution.runs import CannotRun, Limits
    from nb2prod.verify.verdict_text import as_data
    from nb2prod.verify.verification import Options as How
    from nb2prod.verify.verify_notebook import verified

    path = Path(notebook)

    def made_answer() -> Answer:
        how = How(Path(against) if against else None, Limits(timeout))
        try:
            found = as_data(verified(job_of([path], {}, how.package), how))
        except CannotRun as error:
            return _told(path, [error.told])
        return found | _told(path, [])

    return _answered(path, made_answer)


def report(notebook: str, output: str) -> Answer:
    """Write one HTML page, `output`, that shows a notebook beside its package, line by line."""
    from nb2prod.report.request import report as made

    path = Path(notebook)

    def made_answer() -> Answer:
        found = made([path], {})
        Path(output).write_text(found.html, encoding="utf-8")
        return {"page": output, **_told(path, list(found.errors))}

    return _answered(path, made_answer)


TOOLS: tuple[Callable[..., Any], ...] = (convert, check, tag, explain, verify, report)


def _given(options: Options | None) -> Mapping[str, object]:
    """Options by the names of the settings.

    Raises:
        SettingsError: one is unknown, or has a value that it cannot have.
    """
    found: dict[str, object] = {}
    for name, value in (options or {}).items():
        key = name.replace("_", "-")
        if not fits(key, value):
            told = Diagnostic(f"the option `{name}` cannot be {value!r}.", code="NB402")
            raise SettingsError(Path("options"), told)
        found[key.replace("-", "_")] = tuple(value) if isinstance(value, list) else value
    return found


def _answered(path: Path, answer: Callable[[], Answer]) -> Answer:
    """The answer, or why there is none; whatever happens, it is data."""
    try:
        return answer()
    except (ConversionError, SettingsError) as error:
        return _told(path, list(error.diagnostics))
    except Exception as error:  # a fault of ours, or of the disk: the session goes on
        return _told(path, [unforeseen(error)])


def _told(path: Path, diagnostics: list[Diagnostic]) -> Answer:
    return _without_path(answer(path, diagnostics))


def _without_path(fields: Answer) -> Answer:
    return {name: value for name, value in fields.items() if name != "path"}
