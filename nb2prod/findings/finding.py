"""A finding about a notebook or its package, and where it is in the file."""

import os
from pathlib import Path

from nb2prod.diagnostics import Diagnostic, Severity, exit_code, render
from nb2prod.findings.file_lines import line_in_file
from nb2prod.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic and the file that it is about: a notebook, or a file of its package.

    ``line`` and ``column`` are those of the file, from 1; 0 where they are not known. Those in
    ``diagnostic.place`` count within a cell.
    """

    file: Path
    diagnostic: Diagnostic
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """A notebook (or a path that leads to none) with all that was found, and the seconds spent.

    ``fails_at`` is the least severity for which it counts as failed. ``compared``: whether a
    package of it was there to be compared; None where that was not asked.
    """

    path: Path
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0
    fails_at: Severity = Severity.ERROR
    compared: bool | None = None

    @property
    def is_notebook(self) -> bool:
        """Whether it is of a notebook, not of a folder without one or a package that lost it."""
        lost = any(f.diagnostic.code in ("NB404", "NB414") for f in self.findings)
        return self.compared is not None or not lost

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings for which the check fails."""
        warns = self.fails_at is Severity.WARNING
        bad = {Severity.ERROR, Severity.WARNING} if warns else {Severity.ERROR}
        return tuple(one for one in self.findings if one.diagnostic.severity in bad)

    @property
    def code(self) -> int:
        """The exit code; 2 for a path that leads to no notebook."""
        return exit_code(one.diagnostic for one in self.errors)


def in_notebook(path: Path, diagnostic: Diagnostic) -> Finding:
    """The finding with its line in the notebook's file."""
    place = diagnostic.place
    path = path.with_name(diagnostic.file) if diagnostic.file else path
    if place is None:
        return Finding(path, diagnostic)
    run = path.parent / place.cell_id  # such lines count in the file that the cell runs
    if run.suffix == ".py" and run.is_file():
        return Finding(run, diagnostic, place.line, diagnostic.column or place.column)
    line = line_in_file(path, place.cell, place.line)
    column = (diagnostic.column or place.column) if path.suffix == ".py" else 0
    return Finding(path, diagnostic, line, column if line else 0)


def in_repository(path: Path) -> Path:
    """The path as services show it: from the top of the repository of git that the run is in."""
    here = Path.cwd()
    root = next((one for one in (here, *here.parents) if (one / ".git").exists()), here)
    whole = Path(os.path.abspath(path))
    return whole.relative_to(root) if not path.is_absolute() and root in whole.parents else path


def rendered(finding: Finding, *, coloured: bool = False) -> str:
    """The finding as the terminal shows it; in a file that is no notebook by the file's line."""
    told, file = finding.diagnostic, str(finding.file)
    if told.place and told.place.cell_id.endswith(".py") and finding.file.suffix == ".py":
        if finding.file.as_posix().endswith(told.place.cell_id):
            told = replace(told, place=None, column=finding.column)
    where = file if told.place or not finding.line else f"{file}:{finding.line}"
    return render(told, where, coloured=coloured)
