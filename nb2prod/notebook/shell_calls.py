"""Statements like ``os.system("wget ...")`` that do what a shell line would do."""

import ast
import shlex
from collections.abc import Iterator

from nb2prod.notebook.shell import Effect, ShellLine, read_shell
from nb2prod.notebook.syntax import stands_alone, statements

_CALLS = frozenset(
    {
        "os.system",
        "subprocess.run",
        "subprocess.call",
        "subprocess.check_call",
        "subprocess.check_output",
        "get_ipython().system",
    }
)


def shell_calls(source: str) -> Iterator[tuple[ast.stmt, ShellLine, str]]:
    """Statements of the cell that only get data, or only make folders, with their commands.

    Statements that share a line with others, or whose command is not constant, are left out.
    """
    if not any(call in source for call in _CALLS):
        return
    body = statements(source)
    for statement in body:
        command = _command(statement)
        if command is None or not stands_alone(statement, body):
            continue
        line = read_shell(command)
        if line.effect in (Effect.GETS, Effect.MAKES_FOLDER):
            yield statement, line, command


def _command(statement: ast.stmt) -> str | None:
    """The command line that a statement runs, if it is constant and its result is unused."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call) or not call.args or ast.unparse(call.func) not in _CALLS:
        return None
    try:
        value = ast.literal_eval(call.args[0])
    except ValueError:
        return None
    if isinstance(value, (list, tuple)) and all(isinstance(word, str) for word in value):
        return shlex.join(value)
    return value if isinstance(value, str) else None


def blanked(source: str, statement: ast.stmt) -> str:
    """The source with the statement's lines empty."""
    lines = source.split("\n")
    first, end = statement.lineno - 1, statement.end_lineno or statement.lineno
    lines[first:end] = [""] * (end - first)
    return "\n".join(lines)
