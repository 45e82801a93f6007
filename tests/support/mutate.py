"""Damage to notebooks: in their bytes, in their JSON, in the source of their cells."""

import json
import random
import re
from collections.abc import Callable
from typing import Any

Damage = Callable[[bytes, random.Random], bytes]

_BYTES = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\\ud800", b"\\u0000", b'"', b"{", b"]",
    b"[" * 2000, b"<<<<<<< HEAD\n", b"\r\n", b"\x1b[31m", b"1e999", b"NaN", b"-", b"9" * 5000,
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 10**400, 1e308, "", " ", "\ud800", "\0", "x" * 5000, [], {}, [[]], [None],
    {"": {}}, ["train", "predict"], ["skip"], ["Train"], "train", "markdown", "raw", "code", 3, 4,
    5, {"name": "R"}, "../../etc/passwd", '"""\nimport os\n"""', "{{ 7 * 7 }}", "é" * 3, "\u202e",
)  # fmt: skip
_SOURCE = (
    "(", ")", "[", "]", "{", "}", '"', "'", '"""', "#", "\\", "\n", "\n    ", "\t", ":", "=", ",",
    ".", "*", "**", "@", " if ", " for x in y", " lambda: ", "await ", "async ", "yield ", "del ",
    "global x\n", "nonlocal x\n", "return ", "import *\n", "from . import x\n", "%%bash\n",
    "%time ", "!ls\n", "?", "x = !ls\n", "exec('x')\n", "globals()\n", "print 'x'\n", "0777",
    "`x`", "\x0c", "\r", "\ud800", "\0", "é", "𝒳", "π = 1\n", "match x:\n    case y: pass\n",
    "f'{x!r:>{y}}'",
    "f'{", "-" * 300, "(" * 150, "class C: pass\n", "def f(): global y; y = 1\n", "raise\n",
    "import os; os.chdir('..')\n", "x: int\n", "(x := 1)\n", "try: pass\nexcept* E: pass\n", ";",
    "# nb2prod: train\n", "# nb2prod: x\n", "if True:\n", "while 1: break\n", "__name__",
    "__file__", "del x\n", "x += 1\n", "a, *b = c\n", "with open(x) as f: y = f.read()\n",
    "plt.show()\n",
)  # fmt: skip


def damaged(data: bytes, source: random.Random) -> bytes:
    """The file, with one to four kinds of damage."""
    for _ in range(source.choice((1, 1, 1, 2, 4))):
        kinds = (_in_bytes, _in_json, _in_source, _in_source, _in_source)
        data = source.choice(kinds)(data, source)
    return data


def _in_bytes(data: bytes, source: random.Random) -> bytes:
    at = source.randrange(len(data) + 1)
    end = min(len(data), at + source.choice((1, 1, 2, 8, 200)))
    kind = source.randrange(7)
    if kind == 0:
        return data[:at] + bytes((source.randrange(256),)) + data[at + 1 :]
    if kind == 1:
        return data[:at] + data[end:]
    if kind == 2:
        return data[:at] + source.choice(_BYTES) + data[at:]
    if kind == 3:
        return data[:end] + data[at:]
    if kind == 4:
        return data[:at]
    if kind == 5:
        return data.decode("utf-8", "replace").encode(source.choice(("utf-16", "utf-8-sig")))
    swap = source.randrange(len(data) + 1)
    return data[:at] + data[swap : swap + end - at] + data[end:]


def _in_json(data: bytes, source: random.Random) -> bytes:
    raw = _loaded(data)
    if raw is None:
        return _in_bytes(data, source)
    # deeper places are many: first a key of the file, then perhaps one of what it leads to
    node: Any = raw
    while isinstance(node, dict | list) and node:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = source.choice(keys)
        if not isinstance(node[key], dict | list) or source.random() < 0.2:
            _change(node, key, source)
            break
        node = node[key]
    return json.dumps(raw).encode()


def _change(node: Any, key: Any, source: random.Random) -> None:
    kind = source.randrange(4)
    if kind == 0:
        del node[key]
    elif kind == 1 and isinstance(node, list):
        node.insert(key, source.choice((node[key], *_VALUES)))
    elif kind == 2 and isinstance(node, dict):
        node[source.choice(("tags", "id", "source", "metadata", "x", ""))] = node.pop(key)
    else:
        node[key] = source.choice(_VALUES)


def _in_source(data: bytes, source: random.Random) -> bytes:
    """In the code of one cell; most of this stays JSON and reaches the analysis."""
    raw = _loaded(data)
    cells = raw.get("cells") if isinstance(raw, dict) else None
    cells = cells if isinstance(cells, list) else []
    code = [cell for cell in cells if isinstance(cell, dict) and cell.get("source")]
    if not code:
        return _in_bytes(data, source)
    cell = source.choice(code)
    text = cell["source"]
    if isinstance(text, list):
        text = "".join(line for line in text if isinstance(line, str))
    if isinstance(text, str):
        cell["source"] = _in_text(text, code, source)
    if source.random() < 0.1:
        source.shuffle(cells)
    return json.dumps(raw).encode()


def _in_text(text: str, cells: list[Any], source: random.Random) -> str:
    words = list(re.finditer(r"\w+|[^\w\s]+|\n", text))
    if not words:
        return source.choice(_SOURCE)
    one, other = source.choice(words), source.choice(words)
    kind = source.randrange(6)
    if kind == 0:
        return text[: one.start()] + other.group() + text[one.end() :]
    if kind == 1:
        return text[: one.start()] + text[one.end() :]
    if kind == 2:
        lines = text.split("\n")
        line = source.choice(lines)
        lines.insert(source.randrange(len(lines) + 1), line)
        return "\n".join(lines)
    if kind == 3:
        donor = source.choice(cells)["source"]
        return text + "\n" + (donor if isinstance(donor, str) else "")
    lines = text.split("\n")
    if kind == 4:
        lines.insert(source.randrange(len(lines) + 1), source.choice(_SOURCE).rstrip("\n"))
        return "\n".join(lines)
    return text[: one.start()] + source.choice(_SOURCE) + text[one.start() :]


def _loaded(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8", "strict"))
    except (ValueError, RecursionError):
        return None
