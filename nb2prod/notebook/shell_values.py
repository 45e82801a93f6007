"""Values that come from a shell line (``files = !ls data``), as Python that computes the same."""

import posixpath
import re
import shlex

from nb2prod.notebook.shell import Effect, read_shell
from nb2prod.patterns import regex

_OF_IPYTHON = regex(r"[`$(){}~\\#\n]")
"""What IPython may put something else for, or what a shell does more than commands with."""
_NOT_PLAIN = regex(r"[|&;<>]")
_IN_BACKGROUND = regex(r"(?<![&>])&(?![&\d])")
_FILE = regex(r"[^\s|&;<>]\.[A-Za-z]\w{0,7}$")
"""The end of a file's name, which is to become an option."""
_WILDCARD = regex(r"[*?\[]")
_TEXT = "stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True"
_LIST_METHODS = "n s l p nlstr spstr paths list grep fields".split()


def value_of(name: str, command: str, cell: str) -> str | None:
    """A line that gives the name what the shell line gives it; None where that takes a shell.

    `cell` is the text of the cell: what IPython's list of lines has beside a list is not there.
    """
    beyond = rf"\b{name}\.(?:{'|'.join(_LIST_METHODS)})\b"
    if not name.isidentifier() or _OF_IPYTHON.search(command) or re.search(beyond, cell):
        return None
    if read_shell(command).effect is not Effect.LOOKS:
        return None
    try:
        words = shlex.split(command)
    except ValueError:
        return None
    if not words or {"cd", "export", "set"} & set(words):
        return None
    if _IN_BACKGROUND.search(command):
        return None
    if _NOT_PLAIN.search(command):
        return None if any(map(_FILE.search, words)) else _by_shell(name, command)
    return _python(name, words)


def _by_shell(name: str, command: str) -> str:
    """Several commands, which only look: the shell joins them."""
    run = f"subprocess.run({command.strip()!r}, shell=True, {_TEXT})"
    return f"import subprocess; {name} = {run}.stdout.splitlines()"


def _python(name: str, words: list[str]) -> str | None:
    match words:
        case ["ls", *options, path] if set(options) <= {"-1"} and not path.startswith("-"):
            return _listed(name, path)
        case ["cat", path] if not _WILDCARD.search(path) and not path.startswith("-"):
            return f"from pathlib import Path; {name} = Path({path!r}).read_text().splitlines()"
    if any(map(_WILDCARD.search, words)):
        return None
    run = f"subprocess.run({words!r}, {_TEXT})"
    return f"import subprocess; {name} = {run}.stdout.splitlines()"


def _listed(name: str, path: str) -> str | None:
    """The files of a folder, or those that a pattern matches, which have to have a suffix: the
    shell would look into a folder."""
    folder, last = posixpath.split(path.rstrip("/"))
    if _WILDCARD.search(folder) or path in (".", "..", "/") or last in (".", ".."):
        return None
    if _WILDCARD.search(last):
        if "." not in last:
            return None
        return f"import glob as glob_module; {name} = sorted(glob_module.glob({path!r}))"
    if "." in last:
        return None
    found = f'sorted(path.name for path in Path({path!r}).glob("[!.]*"))'
    return f"from pathlib import Path; {name} = {found}"
