"""IPython's own syntax to plain Python, without running anything.

Cells that are Python as they stand never pay: ``compile`` is asked first.
"""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import field

from nb2prod.diagnostics import Diagnostic, Place, Severity, note
from nb2prod.notebook import magic_table as table
from nb2prod.notebook.arguments import (
    arguments_set,
    reads_of,
    sets_arguments,
    with_arguments,
    with_edits,
)
from nb2prod.notebook.awaited import awaits, with_runs
from nb2prod.notebook.browser_kernel import without_browser
from nb2prod.notebook.captured import captured_names, with_captured
from nb2prod.notebook.line_magics import Line, Outcome, left_out, repeated, treat, without_options
from nb2prod.notebook.model import STAGES, DataLine, Role
from nb2prod.notebook.requirements import merged
from nb2prod.notebook.shell import Effect, ShellLine, read_script, read_shell
from nb2prod.notebook.shell_calls import blanked, shell_calls
from nb2prod.notebook.shell_escapes import Escape, find_escapes
from nb2prod.notebook.syntax import Written, parses, relative_import, why_not
from nb2prod.notebook.written_out import as_in_a_kernel, questions_of, shell_names
from nb2prod.patterns import regex
from nb2prod.records import dataclass, replace

_CELL_MAGIC = regex(r"\s*%%(\S+)[ \t]*(.*)$")
_LANGUAGE_LINE = regex(r"\s*%([\w.]+)(?:\s|$)")
_PROMPT = regex(r"\s*(?:>>>\s|In \[\d+\]:)")
# Options and arguments by which a cell magic binds a name: `-o df`, `--out x`, `x << SELECT`.
_BINDING = regex(r"(?:^|\s)(?:-o|--out|--err|--output)[\s=]+(\w+)|(\w+)\s*<<")
_GIVEN = (
    "`{}` reads the arguments of the kernel; the scripts take none for it, and use its defaults.",
    "Put the values into a cell tagged `parameters`, which become those of model_config.yaml.",
)
_TYPED = (
    "`{}` waits for someone at the keyboard, when the stage runs too.",
    "Put the value into a cell tagged `parameters`; read a secret from `os.environ`.",
)
_BARE_AUTOMAGIC = regex(r"(\w+)(?:\s+-\w+)*\s*$")


@dataclass(frozen=True, slots=True)
class Converted:
    """``source`` is None for a cell in another language. Findings are errors, warnings, notes."""

    source: str | None
    findings: tuple[Diagnostic, ...] = ()
    requirements: tuple[str, ...] = ()
    data: tuple[DataLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Others:
    """What all cells tell: names that they give to `get_ipython()`, whether one sets the arguments
    of the process, and to what if that is plain, names of captured output that is read: what
    is printed alone, or more (``out.show()``), and those that hold where the code runs."""

    shells: frozenset[str] = frozenset()
    arguments: bool = False
    given: tuple[str, ...] = ()
    captured: frozenset[str] = frozenset()
    more_captured: frozenset[str] = frozenset()
    questions: Mapping[str, ast.expr] = field(default_factory=dict)


_NO_OTHERS = Others()


def others_of(cells: Iterable[str]) -> Others:
    """What the code cells of a notebook tell of each other."""
    code = list(cells)
    shells = frozenset[str]().union(*map(shell_names, code))
    argued = any(map(sets_arguments, code))
    captured = captured_names(code)
    return Others(shells, argued, arguments_set(code), *captured, questions_of(code))


@dataclass(frozen=True, slots=True)
class _Head:
    """A cell magic: ``%%name arguments`` on a line, from 0."""

    name: str
    arguments: str
    index: int


def to_python(source: str, role: Role, cell: Written, others: Others = _NO_OTHERS) -> Converted:
    """The cell as Python with the line numbers of the original.

    What cannot be Python is blanked, or refused as the role demands; errors are among the
    findings. A cell that is tagged ``skip`` gives no error.
    """
    source = as_in_a_kernel(source, others.shells, others.questions)
    if parses(source) and not _is_automagic(source):
        return _checked(Converted(source), role, cell, others)
    lines, heads = _without_cell_magics(_normalised(source).split("\n"))
    if heads and heads[-1].name not in table.BODIES:
        other = _other_language(heads[-1], lines, role, cell)
        if other is not None:
            return other
    body, treated = _without_escapes(lines, role, cell)
    findings = treated.findings
    for head in heads:
        body, said = _head_taken_off(head, body, Line(cell, role, head.index + 1), others)
        findings += said
    return _checked(
        Converted(body, findings, treated.requirements, treated.data), role, cell, others
    )


def _checked(converted: Converted, role: Role, cell: Written, others: Others) -> Converted:
    if role is not Role.SKIP:
        converted = _without_shell_calls(converted, role, cell)
        if not others.arguments:
            converted = _without_arguments(converted, role, cell)
        elif others.given and converted.source:
            converted = replace(converted, source=with_arguments(converted.source, others.given))
    source, installed = without_browser(converted.source or "")
    source = with_runs(source)
    if converted.source is not None:
        requirements = (*converted.requirements, *installed)
        converted = replace(converted, source=source, requirements=requirements)
    problem = why_not(source, cell)
    if problem is None and role is not Role.SKIP:
        problem = relative_import(source, cell)
    if problem is None and role not in (Role.UNTAGGED, Role.SKIP):
        problem = awaits(source, cell)
    if problem is None:
        return converted
    if role is Role.SKIP:
        said = note("NB145", "the cell is not Python; it is skipped anyway.", problem.place)
        return Converted("", (said,), data=converted.data)
    if any(finding.severity is Severity.ERROR for finding in converted.findings):
        # What follows a refused line may be broken by its absence.
        return converted
    return replace(converted, source=source, findings=(*converted.findings, problem))


def _without_shell_calls(converted: Converted, role: Role, cell: Written) -> Converted:
    """Without ``os.system("wget ...")`` and the like, which are as a shell line is."""
    source = converted.source or ""
    for statement, read, command in shell_calls(source):
        said = left_out(command, read, Line(cell, role, statement.lineno))
        converted = replace(
            converted,
            source=blanked(converted.source or "", statement),
            findings=(*converted.findings, *said.findings),
            data=(*converted.data, *said.data),
        )
    return converted


def _without_arguments(converted: Converted, role: Role, cell: Written) -> Converted:
    """With warnings where the code reads its command line or the keyboard."""
    source = converted.source or ""
    reads = list(reads_of(source))
    if not reads:
        return converted
    said: tuple[Diagnostic, ...] = ()
    for read in reads:
        typed = "()" in read.what and "parse" not in read.what
        message, advice = _TYPED if typed else _GIVEN
        line = Line(cell, role, read.line)
        said += line.says("NB148", Severity.WARNING, message.format(read.what), advice)
    source = with_edits(source, reads)
    return replace(converted, source=source, findings=(*converted.findings, *said))


def _normalised(source: str) -> str:
    """Without the indent of a whole cell, and without prompts that were pasted into it."""
    lines = source.split("\n")
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if _is_automagic(source):
        lines[start] = "%" + lines[start].lstrip()
    elif _PROMPT.match(lines[start]) or lines[start][:1] in " \t":
        from IPython.core.inputtransformer2 import classic_prompt, ipython_prompt, leading_indent

        kept = [line + "\n" for line in lines[start:]]
        kept = ipython_prompt(classic_prompt(leading_indent(kept)))
        lines[start:] = [line.rstrip("\n") for line in kept]
    return "\n".join(lines)


def _is_automagic(source: str) -> bool:
    """A cell of one line that IPython takes as a magic though it lacks the ``%``."""
    lines = [line.strip() for line in source.strip().split("\n")]
    if len(lines) != 1 or lines[0].split(" ")[0] not in table.AUTOMAGIC:
        return False
    return bool(_BARE_AUTOMAGIC.match(lines[0])) or not parses(lines[0])


def _without_cell_magics(lines: list[str]) -> tuple[list[str], list[_Head]]:
    heads: list[_Head] = []
    for index, line in enumerate(lines):
        stripped = line.strip()
        match = _CELL_MAGIC.match(line)
        if match:
            heads.append(_Head(match.group(1), match.group(2).strip(), index))
            lines = [*lines[:index], "", *lines[index + 1 :]]
            if heads[-1].name not in table.BODIES:
                break
        elif stripped and not stripped.startswith("#"):
            break
    if not heads and (language := _language_line(lines)):
        return lines, [language]
    return lines, heads


def _language_line(lines: list[str]) -> _Head | None:
    """``%md`` or ``%sql`` on top of a cell that is not Python below it (Databricks)."""
    start = next((i for i, line in enumerate(lines) if line.strip()), None)
    match = _LANGUAGE_LINE.match(lines[start]) if start is not None else None
    if start is None or match is None or match.group(1) not in table.CELL_LANGUAGES:
        return None
    rest = [line for line in lines[start + 1 :] if line.strip() and line.lstrip()[0] != "#"]
    if rest and parses("\n".join(rest)):
        return None
    name = {"md": "markdown", "r": "R"}.get(match.group(1), match.group(1))
    return _Head(name, "", start)


def _without_escapes(lines: list[str], role: Role, cell: Written) -> tuple[str, Outcome]:
    """The text with each IPython line replaced, and what all of them say together."""
    escapes = find_escapes("\n".join(lines))
    outcomes = [treat(escape, cell, role) for escape in escapes]
    body = _replaced(lines, escapes, outcomes, filler="")
    if not parses(body):
        # A block that held nothing but magics still needs a statement.
        filled = _replaced(lines, escapes, outcomes, filler="pass")
        body = filled if parses(filled) else body
    findings = tuple(f for outcome in outcomes for f in outcome.findings)
    requirements = merged(r for outcome in outcomes for r in outcome.requirements)
    data = tuple(line for outcome in outcomes for line in outcome.data)
    return body, Outcome("", findings, requirements, data)


def _replaced(lines: list[str], escapes: list[Escape], outcomes: list[Outcome], filler: str) -> str:
    lines = list(lines)
    for escape, outcome in zip(escapes, outcomes, strict=True):
        text = outcome.text or (filler if escape.indent else "")
        count = escape.end - escape.first
        lines[escape.first : escape.end] = [escape.indent + text if text else ""] + [""] * (
            count - 1
        )
    return "\n".join(lines)


def _head_taken_off(
    head: _Head, body: str, line: Line, others: Others
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The body with what stays of a ``%%time`` line, and what there is to say."""
    if head.name not in table.BODIES:
        message = f"the cell magic `%%{head.name}` is not known here; the cell is read as Python."
        return body, line.says("NB140", Severity.WARNING, message)
    statement = without_options(head.arguments, table.BODIES[head.name])
    if head.name == "capture" and statement in others.captured:
        made = with_captured(body, head.index, statement)
        if made != body:
            return made, ()
    if head.name == "capture" and statement in others.more_captured:
        message = f"`{statement}` gets its value from `%%capture`, which a script cannot run."
        advice = "Take it out, or catch what is printed by `contextlib.redirect_stdout`."
        return body, line.says("NB133", Severity.ERROR, message, advice)
    if head.name == "capture":
        message = f"`%%capture` is taken off, so that `{statement}` holds no captured output."
        return body, line.says("NB140", Severity.NOTE, message) if statement else ()
    if head.name not in table.REPEATED:
        return body, ()
    if statement and not statement.startswith("#"):
        lines = body.split("\n")
        lines[head.index] = statement
        body = "\n".join(lines)
    findings = repeated(f"%%{head.name}", body, line)
    if line.role is Role.UNTAGGED and any(f.severity is Severity.ERROR for f in findings):
        return "\n" * body.count("\n"), ()
    return body, findings


def _other_language(head: _Head, lines: list[str], role: Role, cell: Written) -> Converted | None:
    """A cell that is handed to something else; None where its body is to be read as Python."""
    line = Line(cell, role, head.index + 1)
    script = read_script("\n".join(lines)) if head.name in table.SHELLS else []
    data = tuple(one.data for one in script if one.data)
    if role not in (Role.SKIP, Role.PARAMETERS) and (getting := _getting(script, head, line)):
        return getting
    known = head.name in table.DISPLAYING | table.SHELLS | table.LANGUAGES | table.CELL_LANGUAGES
    if role in STAGES or role is Role.PARAMETERS:
        return Converted(None, _refused_language(head, known, line))
    bound = _bound_by(head)
    if bound and role is not Role.SKIP:
        message = f"`%%{head.name}` binds `{bound}`, which a script cannot do."
        advice = "Rewrite the cell in Python, or tag it `skip`."
        return Converted(None, line.says("NB133", Severity.ERROR, message, advice))
    if not known and any(text.strip() for text in lines) and parses("\n".join(lines)):
        return None
    message = f"the cell is in another language (`%%{head.name}`) and is left out."
    if role is Role.SKIP or head.name in table.DISPLAYING:
        place = Place(cell.place.cell, cell.place.cell_id, line.number)
        return Converted(None, (note("NB131", message, place),), data=data)
    advice = "Do by hand what it does, if the scripts need it."
    found = line.says("NB131", Severity.WARNING, message, advice)
    return Converted(None, found, _installed_by(head, lines), data)


def _getting(script: list[ShellLine], head: _Head, line: Line) -> Converted | None:
    """A shell cell that does nothing but get data, None for any other."""
    data = tuple(one.data for one in script if one.data)
    changes = any(one.effect is Effect.CHANGES for one in script)
    if not data or changes or _bound_by(head):
        return None
    message = 'the shell cell gets data; it is listed in README.md under "Getting the data".'
    requirements = merged(name for one in script for name in one.requirements)
    return Converted("", line.says("NB147", Severity.NOTE, message), requirements, data)


def _refused_language(head: _Head, known: bool, line: Line) -> tuple[Diagnostic, ...]:
    if not known:
        message = f"the cell magic `%%{head.name}` is not known here."
        advice = "Write the equivalent Python, or tag the cell `skip`."
        return line.says("NB132", Severity.ERROR, message, advice)
    message = f"the cell is in another language (`%%{head.name}`), yet tagged `{line.role}`."
    advice = "Rewrite it in Python, or tag it `skip` and do by hand what it does."
    if head.name in ("sql", "bigquery", "sparksql"):
        advice = "Use `pd.read_sql(query, connection)` or the library's own call, or tag it `skip`."
    return line.says("NB130", Severity.ERROR, message, advice)


def _bound_by(head: _Head) -> str:
    match = _BINDING.search(head.arguments)
    if match:
        return str(match.group(1) or match.group(2))
    first = head.arguments.split(" ")[0]
    return first if head.name == "bigquery" and first.isidentifier() else ""


def _installed_by(head: _Head, lines: list[str]) -> tuple[str, ...]:
    if head.name not in table.SHELLS:
        return ()
    return merged(r for line in lines for r in read_shell(line).requirements)
