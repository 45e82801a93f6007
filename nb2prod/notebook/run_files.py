"""What ``%run`` runs, cells of another notebook or a Python file, in the place of the line.

Nothing is executed.
"""

import os
import posixpath
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from nb2prod import disk
from nb2prod.diagnostics import ConversionError, Diagnostic, Place
from nb2prod.notebook.load import RawCell, load, python_text
from nb2prod.notebook.magic_table import BODIES, REPEATED
from nb2prod.notebook.model import Role, part_number
from nb2prod.notebook.run_scripts import RunScript, as_run, kept_values
from nb2prod.notebook.shell_escapes import Form, find_escapes
from nb2prod.notebook.syntax import Written, fault, fault_of, located, parses
from nb2prod.notebook.tags import comment_tags, role_of
from nb2prod.notebook.written_out import as_in_a_kernel
from nb2prod.patterns import regex
from nb2prod.records import dataclass, replace

_RUN = regex(r"^%?run\b|run_line_magic\(\s*['\"]run['\"]", re.MULTILINE)
_HEAD = regex(r"\s*%%(\w+)")
_WRITES = regex(
    r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*%%(?:writefile|file)(?P<append>[ \t]+(?:-a|--append))?"
    r"[ \t]+['\"]?(?P<file>[^\s'\"]+\.py)['\"]?[ \t]*(?:\n|$)"
)
_VALUES = regex(r"[$*?~]|\{.*\}")
"""What IPython replaces in arguments: values of the notebook, names of files."""
_OPTION = regex(r"-[itenpG]+")
_MOST_DEEP = 8


class _NotRunError(Exception):
    """Why a line cannot be replaced by what it runs, and what to do."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.advice = advice


@dataclass(frozen=True, slots=True)
class _Line:
    """Lines of a cell (from 0) that run a file, with what stands after ``%run``."""

    first: int
    end: int
    arguments: str


@dataclass
class RunFiles:
    """Puts what is run in the place of the lines; `findings` tell what could not be.

    ``folder`` is that in which the notebook runs, ``written`` has the texts of the modules that it
    wrote, by path. ``scripts`` are the files of Python that were run, and where.
    """

    folder: Path
    written: dict[str, str] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    scripts: list[tuple[RunScript, Written, int]] = field(default_factory=list)

    def cells(self, cells: Sequence[RawCell]) -> tuple[RawCell, ...]:
        """The cells of the notebook with what they run; parts of one have numbers of their own."""
        made = tuple(part for cell in cells for part in self._parts(cell))
        self._tell_other_values([c for c in made if c.kind == "code"])
        return made

    @property
    def folders(self) -> tuple[str, ...]:
        """Where what the files of Python import is sought as well."""
        return tuple(dict.fromkeys(posixpath.dirname(run.file) for run, _, _ in self.scripts))

    def _parts(self, cell: RawCell) -> Sequence[RawCell]:
        if cell.kind != "code" or _role(cell) is Role.SKIP:
            return (cell,)
        if made := written_module(cell, self.written):
            self.written[made[0]] = made[1]
        if made or not _RUN.search(cell.source):
            return (cell,)
        tagged = replace(cell, tags=_tags(cell))
        return [
            replace(piece, number=part_number(cell.number, n) if n else cell.number)
            for n, piece in enumerate(self._pieces(tagged, 0))
        ]

    def _pieces(self, cell: RawCell, depth: int) -> Iterator[RawCell]:
        source = as_in_a_kernel(cell.source)
        lines, at = source.split("\n"), 0
        for found in _lines(source):
            yield replace(cell, source="\n".join([""] * at + lines[at : found.first]))
            place = Written(Place(cell.number, cell.id, 1), cell.source)
            try:
                yield from self._inside(found, cell, place, depth)
            except _NotRunError as error:
                said = f"`%run` is given {error}."
                self.findings.append(located(said, error.advice, "NB132", place, found.first + 1))
            at = found.end
        yield replace(cell, source="\n".join([""] * at + lines[at:]))

    def _inside(self, line: _Line, cell: RawCell, place: Written, depth: int) -> Iterator[RawCell]:
        words = _words(line.arguments)
        count = next((n for n, w in enumerate(words) if not _OPTION.fullmatch(w)), len(words))
        options, words = "".join(words[:count]), words[count:]
        if not words or words[0].startswith("-") or any(map(_VALUES.search, words)):
            advice = "Write the names of the file and its arguments as they are, without options."
            raise _NotRunError(f"what only IPython can find (`{line.arguments}`)", advice)
        name = self._name(words[0])
        if depth >= _MOST_DEEP:
            raise _NotRunError(f"`{name}`, which runs itself", "Take the line out of that file.")
        at = cell.ran_at or line.first + 1
        inner = replace(cell, id=name, file=name, ran_at=at)
        if name.endswith(".ipynb"):
            yield from self._of_notebook(inner, depth)
        elif name.endswith(".ipy"):
            yield from self._pieces(replace(inner, source=self._text(name)), depth + 1)
        else:
            arguments, shared = tuple(words[1:]), "i" in options
            run = RunScript(name, self._text(name), arguments, "n" not in options, shared)
            if why := fault(run.text):
                raise _NotRunError(f"`{name}`, which is not Python ({why})", "Fix the file.")
            self.scripts.append((run, place, line.first + 1))
            yield replace(inner, source=as_run(run))

    def _name(self, named: str) -> str:
        """The file's path; `.py` is added as IPython does, `.ipynb` as Databricks does."""
        for name in (named, f"{named}.py", f"{named}.ipynb"):
            path = posixpath.normpath(name)
            if path in self.written or disk.is_file(self.folder / path):
                return path
        advice = "Put it where it is sought, in the notebook's folder, or tag the cell `skip`."
        raise _NotRunError(f"`{named}`, which is not there", advice)

    def _text(self, name: str) -> str:
        if name in self.written:
            return self.written[name]
        try:
            return python_text(self.folder / name)
        except (SyntaxError, ValueError) as error:
            what = f"`{name}`, which cannot be read ({fault_of(error)})"
            raise _NotRunError(what, "Fix the file.") from error

    def _of_notebook(self, cell: RawCell, depth: int) -> Iterator[RawCell]:
        try:
            cells = load(self.folder / cell.file).cells
        except ConversionError as error:
            told = error.diagnostics[0].message.rstrip(".")
            why = told.removeprefix(f"{self.folder / cell.file} ")
            what = f"`{cell.file}`, which is no notebook of Python ({why})"
            raise _NotRunError(what, "Fix the file.") from error
        own = _role(cell) is Role.UNTAGGED
        for inner in cells:
            if inner.kind == "code" and _role(inner) is not Role.SKIP:
                tags = _tags(inner) if own else cell.tags
                yield from self._pieces(replace(cell, source=inner.source, tags=tags), depth + 1)

    def _tell_other_values(self, cells: Sequence[RawCell]) -> None:
        """Refuse files whose functions read names that the rest of the notebook binds as well."""
        for run, place, line in self.scripts:
            others = [c.source for c in cells if c.file != run.file and _role(c) is not Role.SKIP]
            kept = () if run.shared else kept_values(run.text, others)
            if not kept:
                continue
            names = ", ".join(f"`{one}`" for one in kept)
            message = (
                f"`%run` is given `{run.file}`, whose functions have values of their own for "
                f"{names}, which the notebook binds as well."
            )
            advice = f"Rename it in the file, or write `%run -i {run.file}` if one value is meant."
            self.findings.append(located(message, advice, "NB132", place, line))


def written_module(cell: RawCell, before: Mapping[str, str]) -> tuple[str, str] | None:
    """Path and text of the module that ``%%writefile module.py`` writes; None for other cells."""
    match = _WRITES.match(cell.source)
    if match is None:
        return None
    name, text = posixpath.normpath(match["file"]), cell.source[match.end() :]
    kept = before.get(name, "") if match["append"] else ""
    return name, kept + text.rstrip("\n") + "\n"


def _tags(cell: RawCell) -> tuple[str, ...]:
    comment = None if cell.file else comment_tags(cell.source)
    return (*cell.tags, *(comment.tags if comment else ()))


def _role(cell: RawCell) -> Role:
    """The role that the tags give; those that contradict each other are told elsewhere."""
    try:
        return role_of(_tags(cell), None, Place(cell.number, cell.id, 1))[0]
    except ConversionError:
        return Role.UNTAGGED


def _words(arguments: str) -> list[str]:
    try:
        return shlex.split(arguments, comments=True, posix=os.name == "posix")
    except ValueError:
        return []


def _lines(source: str) -> Iterator[_Line]:
    """The lines that run a file; none of a cell that is not Python, or that repeats it."""
    head = _HEAD.match(source)
    if head and (head[1] not in BODIES or head[1] in REPEATED):
        return
    if "\n" not in source.strip() and not parses(source):
        source = re.sub(r"^(\s*)run\s", r"\1%run ", source)  # a magic without its `%`
    for escape in find_escapes(source):
        name, _, arguments = escape.text.partition(" ")
        if escape.form is Form.MAGIC and name == "run" and not escape.indent:
            yield _Line(escape.first, escape.end, arguments.strip())
