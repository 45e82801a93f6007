"""The output that ``%%capture name`` stores, in a cell that a script can run."""

import re
from collections.abc import Iterable

from nb2prod.notebook.surroundings import inside_strings
from nb2prod.notebook.syntax import statements
from nb2prod.patterns import regex

_HEAD = regex(r"(?m)^%%capture[ \t]+(?:--?[\w-]+[ \t]+)*(\w+)[ \t]*(?:#.*)?$")
_MORE = r"\b{0}\.(?:show\(\)|stderr\b|outputs\b)|(?m:^){0}\(\)[ \t]*$"
"""What the name has beside the text: pictures, and the stream of errors."""


def captured_names(cells: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The names that get captured output and are read: for the text alone, and for more."""
    code = list(cells)
    heads = [match for source in code for match in _HEAD.finditer(source)]
    names = {match[1] for match in heads}
    silent = {match[1] for match in heads if "--no-stdout" in match[0]}
    rest = "\n".join(_HEAD.sub("", source) for source in code) if names else ""
    read = {name for name in names if re.search(rf"\b{name}\b(?!\s*=[^=])", rest)}
    more = {name for name in read if name in silent or re.search(_MORE.format(name), rest)}
    return frozenset(read - more), frozenset(more)


def with_captured(body: str, index: int, name: str) -> str:
    r"""The cell with a ``with`` on line `index` around the rest, that catches what is printed.

    An empty line gives way, so that the lines below it keep their numbers. A cell that has
    nothing but magics stays as it is.

    >>> print(with_captured("\nprint(1)", 0, "out"))
    import contextlib; import io; import types
    with contextlib.redirect_stdout(io.StringIO()) as out:
        print(1)
    out = types.SimpleNamespace(stdout=out.getvalue())
    """
    if not statements(body):
        return body
    lines, inside = body.split("\n"), inside_strings(body)
    below: list[str] = []
    spare = 1
    for at, line in enumerate(lines[index + 1 :], index + 1):
        if line.strip() or at in inside:
            below.append(line if at in inside else f"    {line}")
        elif spare:
            spare = 0
        else:
            below.append("")
    head = [
        "import contextlib; import io; import types",
        f"with contextlib.redirect_stdout(io.StringIO()) as {name}:",
    ]
    last = f"{name} = types.SimpleNamespace(stdout={name}.getvalue())"
    return "\n".join([*lines[:index], *head, *below, last])
