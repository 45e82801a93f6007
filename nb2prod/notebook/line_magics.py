"""What happens to one IPython line of a cell."""

import re
import shlex
from collections.abc import Callable

from nb2prod.diagnostics import Diagnostic, Severity
from nb2prod.naming import shortened
from nb2prod.notebook.fetch import without_secrets
from nb2prod.notebook.magic_table import (
    INSTALLERS,
    NOTED,
    PYLAB,
    PYLAB_ALL,
    REFUSED,
    REPEATED,
    SHELL_ALIASES,
    SHELL_RUNNERS,
    SILENT,
    STATEMENTS,
    UNKNOWN,
    VALUES,
    Refusal,
)
from nb2prod.notebook.model import DataLine, Role
from nb2prod.notebook.shell import Effect, ShellLine, read_shell
from nb2prod.notebook.shell_escapes import Escape, Form
from nb2prod.notebook.shell_values import value_of
from nb2prod.notebook.syntax import Written, bound_names, located, parses
from nb2prod.patterns import regex
from nb2prod.records import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """The Python that takes the line's place ("" for none), and what there is to say about it."""

    text: str = ""
    findings: tuple[Diagnostic, ...] = ()
    requirements: tuple[str, ...] = ()
    data: tuple[DataLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Where an IPython line stands: its cell, the cell's role, its number from 1."""

    cell: Written
    role: Role
    number: int

    def says(
        self, code: str, severity: Severity, message: str, advice: str = ""
    ) -> tuple[Diagnostic, ...]:
        """A finding about the line; nothing about a cell that is tagged ``skip``."""
        if self.role is Role.SKIP:
            return ()
        error = located(message, advice, code, self.cell, self.number)
        return (Diagnostic(message, advice, error.place, code, error.source, severity=severity),)


def treat(escape: Escape, cell: Written, role: Role) -> Outcome:
    """The treatment of a line, by its form and by the table of magics."""
    return _FORMS[escape.form](escape, Line(cell, role, escape.first + 1))


def without_options(arguments: str, options: str) -> str:
    """The statement after the options of ``%timeit`` and its like.

    ``options`` are the letters that the magic knows, as getopt writes them: those before a
    colon take an argument (``-n 10`` or ``-n10``).
    """
    valued = "".join(re.findall(r"(\w):", options))
    flags = re.sub(r"\w:", "", options)
    kinds = [r"--[a-z][\w-]*"]
    kinds += [rf"-[{flags}]*[{valued}]\s*\S+"] if valued else []
    kinds += [rf"-[{flags}]+"] if flags else []
    option = re.compile(rf"\s*(?:{'|'.join(kinds)})(?=\s|$)")
    while match := option.match(arguments):
        arguments = arguments[match.end() :]
    return arguments.strip()


def repeated(name: str, source: str, line: Line) -> tuple[Diagnostic, ...]:
    """The error or note about a statement that ``timeit`` would repeat in its own scope."""
    if names := bound_names(source):
        return line.says(
            "NB136",
            Severity.ERROR,
            f"`{name}` runs in a scope of its own, so that `{names[0]}` stays unset.",
            "Use `time` in its place if the value is meant to be kept, else tag the cell `skip`.",
        )
    return line.says("NB144", Severity.NOTE, f"what `{name}` times runs once, and is not timed.")


def _shell_line(escape: Escape, line: Line) -> Outcome:
    return _shell(escape.text.lstrip("! "), line)


def _shell(command: str, line: Line) -> Outcome:
    return left_out(command, read_shell(command), line)


def left_out(command: str, read: ShellLine, line: Line) -> Outcome:
    """What there is to say about a shell line, which never is part of a script."""
    said = f"the shell line `{shortened(without_secrets(command))}`"
    findings: tuple[Diagnostic, ...] = ()
    if read.effect is Effect.CHANGES:
        message = f"{said} is left out."
        advice = "Run it by hand before the scripts, if they need what it does."
        findings = line.says("NB142", Severity.WARNING, message, advice)
    elif read.effect is Effect.GETS:
        message = f'{said} gets data; it is listed in README.md under "Getting the data".'
        findings = line.says("NB147", Severity.NOTE, message)
    elif read.effect is Effect.MAKES_FOLDER:
        message = f"{said} is left out; the scripts make the folders that they write to."
        findings = line.says("NB141", Severity.NOTE, message)
    elif read.effect is Effect.LOOKS:
        findings = line.says("NB141", Severity.NOTE, f"{said} is left out; it only prints.")
    for argument in read.unresolved:
        message = f"`{argument}` in the install line names no package by itself."
        advice = "Add what it installs to the dependencies in pyproject.toml."
        findings += line.says("NB143", Severity.WARNING, message, advice)
    data = (read.data,) if read.data else ()
    return Outcome("", findings, () if line.role is Role.SKIP else read.requirements, data)


_NAMED = regex(r"\{([^\W\d]\w*)\}|\$([^\W\d]\w*)")
"""A name whose value IPython puts into a line."""


def _magic_line(escape: Escape, line: Line) -> Outcome:
    name, _, arguments = escape.text.partition(" ")
    return _magic(name, arguments.strip(), line)


def _magic(name: str, arguments: str, line: Line) -> Outcome:
    if name in SILENT or (name == "env" and not re.search(r"[=\s]", arguments)):
        return Outcome()
    if name in STATEMENTS:
        return _statement(name, arguments, line)
    if name == "aimport":
        modules = [word for word in re.split(r"[,\s]+", arguments) if word]
        wanted = ", ".join(word for word in modules if not word.startswith("-"))
        return Outcome(f"import {wanted}" if wanted else "")
    if name == "pylab":
        return Outcome(PYLAB if "--no-import-all" in arguments else f"{PYLAB}; {PYLAB_ALL}")
    if name == "cd" and (folder := _folder(arguments)):
        return Outcome(f"import os; os.chdir({folder})")
    if name in INSTALLERS | SHELL_ALIASES:
        return _shell(f"{name} {arguments}", line)
    if name in SHELL_RUNNERS:
        return _shell(arguments, line)
    if name.startswith("%"):
        first = "has to be the first line of its cell"
        refusal = Refusal("NB132", first, "Split the cell.", always=True)
        return _refused(f"%{name[1:] or arguments}", refusal, line)
    if name in NOTED:
        return Outcome("", line.says("NB140", Severity.NOTE, f"the magic `%{name}` is left out."))
    return _refused(name, REFUSED.get(name, UNKNOWN), line)


def _folder(arguments: str) -> str:
    """What ``%cd`` goes to, as Python; "" where IPython decides it, as for ``-`` and ``~``."""
    try:
        text = " ".join(shlex.split(arguments))
    except ValueError:
        return ""
    if not re.match(r"[\w./{$]", text):
        return ""
    filled = _NAMED.sub(lambda found: f"{{{found[1] or found[2]}}}", text)
    parts = _NAMED.split(text)
    if len(parts) == 1:
        return repr(text) if not re.search(r"[{}$]", text) else ""
    if any(re.search(r"[{}$\"\\]", literal) for literal in parts[::3]):
        return ""
    return filled[1:-1] if _NAMED.fullmatch(text) else f'f"{filled}"'


def _statement(name: str, arguments: str, line: Line) -> Outcome:
    statement = without_options(arguments, STATEMENTS[name])
    if statement.startswith("!"):
        return _shell(statement.lstrip("! "), line)
    if statement.startswith("%"):
        inner, _, rest = statement[1:].partition(" ")
        return _magic(inner, rest.strip(), line)
    if statement.startswith("#"):
        # A block needs a statement; the caller knows whether the line stands in one.
        return Outcome()
    if not statement or name not in REPEATED:
        return Outcome(statement)
    findings = repeated(f"%{name}", statement, line)
    if any(finding.severity is Severity.ERROR for finding in findings):
        # The names are not bound in the notebook either, so an untagged cell loses nothing.
        return Outcome("", () if line.role is Role.UNTAGGED else findings)
    return Outcome(statement, findings)


def _refused(name: str, refusal: Refusal, line: Line) -> Outcome:
    message = f"the magic `%{name}` {refusal.reason}."
    if line.role is Role.UNTAGGED and not refusal.always:
        return Outcome(
            "", line.says("NB140", Severity.WARNING, f"{message} It is left out.", refusal.advice)
        )
    return Outcome("", line.says(refusal.code, Severity.ERROR, message, refusal.advice))


def _help(escape: Escape, line: Line) -> Outcome:
    return Outcome()


def _call(escape: Escape, line: Line) -> Outcome:
    if not escape.text.strip():  # a semicolon alone, which is to keep a result from being shown
        return Outcome()
    return Outcome(
        "",
        line.says(
            "NB135",
            Severity.ERROR,
            "IPython's automatic call is not Python.",
            "Write the call with its parentheses.",
        ),
    )


def _assigned(escape: Escape, line: Line) -> Outcome:
    """In a cell that is skipped, the name has to stay bound: later phases look through it."""
    if line.role is Role.SKIP:
        return Outcome(f"{escape.target} {_as_ipython_runs(escape.text)}")
    name = escape.target.rstrip("= ")
    is_shell = escape.text.startswith("!")
    if is_shell:
        plain = value_of(name, escape.text.lstrip("! "), line.cell.text)
        if plain is not None:
            message = f"`{name}` gets its value from a shell line, which is written as Python."
            return Outcome(plain, line.says("NB141", Severity.NOTE, message))
    magic, _, arguments = escape.text[1:].partition(" ")
    if magic == "pwd" and name.isidentifier():
        return Outcome(f"import os; {name} = os.getcwd()")
    if magic == "env" and name.isidentifier() and arguments.strip().isidentifier():
        return Outcome(f"import os; {name} = os.environ[{arguments.strip()!r}]")
    if magic == "time" and name.isidentifier() and parses(timed := f"{name} = {arguments.strip()}"):
        return Outcome(timed)
    what = "a shell line" if is_shell else "a magic"
    advice = "Use `subprocess.run(...)` or plain Python, or tag the cell `skip`."
    return Outcome(
        "",
        line.says(
            "NB133",
            Severity.ERROR,
            f"`{name}` gets its value from {what}, which a script cannot run.",
            advice if is_shell else VALUES.get(magic, advice),
        ),
    )


def _as_ipython_runs(text: str) -> str:
    if text.startswith("!"):
        return f"get_ipython().getoutput({text[1:].strip()!r})"
    name, _, arguments = text[1:].partition(" ")
    return f"get_ipython().run_line_magic({name!r}, {arguments.strip()!r})"


_FORMS: dict[Form, Callable[[Escape, Line], Outcome]] = {
    Form.MAGIC: _magic_line,
    Form.SHELL: _shell_line,
    Form.HELP: _help,
    Form.ASSIGNED: _assigned,
    Form.CALL: _call,
}
