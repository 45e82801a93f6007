"""What stubs state exactly of the standard library and of pandas, and what star imports bind.

The files in ``stubs/`` are written by ``python -m tests.support.stubs``; what ``libraries/`` says
by hand comes before it. A file is read when its library is asked about for the first time.
``python -m tests.support.stars`` writes ``stars.json``.
"""

import json
from functools import cache
from pathlib import Path

from nb2prod.knowledge import lookup
from nb2prod.knowledge.schema import Library

_FOLDER = Path(__file__).parent / "stubs"


@cache
def star_rows() -> dict[str, dict[str, str]]:
    """Module -> the module where names are at home -> what ``import *`` binds of it."""
    rows: dict[str, dict[str, str]] = json.loads((_FOLDER.parent / "stars.json").read_bytes())
    return rows


@cache
def stubbed(root: str) -> Library:
    """What the stubs of a library say; of ``builtins`` if it has no name."""
    path = _FOLDER / f"{root or 'builtins'}.json"
    return Library(root, **json.loads(path.read_bytes())) if path.is_file() else Library(root)


def library_of(name: str) -> str:
    """The library that a name stands in."""
    return name.partition(".")[0] if "." in name else ""


@cache
def returned(root: str) -> dict[str, str]:
    """Functions of a library -> type."""
    library = stubbed(root)
    return lookup.types_by_name([(library, library.returns)])


@cache
def members_of(root: str, field: str) -> dict[str, dict[str, str]]:
    """Methods, or attributes: owner -> name -> type."""
    library = stubbed(root)
    return lookup.types_by_member([(library, getattr(library, field))])
