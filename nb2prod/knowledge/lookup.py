"""The tables of ``libraries/``, looked up by qualified names."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Set
from typing import Any

from nb2prod.knowledge import libraries
from nb2prod.knowledge.schema import ITSELF, Library


def _described() -> Iterator[tuple[str, Library]]:
    for file in pkgutil.iter_modules(libraries.__path__):
        module = importlib.import_module(f"{libraries.__name__}.{file.name}")
        for one in module.LIBRARIES:
            yield file.name, one


BY_FILE: tuple[tuple[str, Library], ...] = tuple(_described())
"""Each description of a library, with the file that it stands in."""


def roots(library: Library) -> tuple[str, ...]:
    """The names under which all of it holds."""
    return (library.name, *library.also)


def under(root: str, names: str) -> list[str]:
    """The names in the text, in full."""
    start = f"{root}." if root else ""
    return [
        f"{start}{name}" if name[0] != "." else root if name == "." else name
        for name in names.split()
    ]


def renamed(type_: str, library: Library, root: str) -> str:
    """A type as it is called where the library is imported as `root`."""
    if root == library.name:
        return type_
    return re.sub(rf"(?<![\w.]){re.escape(library.name)}(?!\w)", root, type_)


def _filled() -> dict[str, list[tuple[Library, Any]]]:
    found: dict[str, list[tuple[Library, Any]]] = {field: [] for field in Library._fields}
    for _, library in BY_FILE:
        for field, said in zip(Library._fields, library, strict=True):
            if said:
                found[field].append((library, said))
    return found


SAID = _filled()
"""For each field, the libraries that have something in it, and what."""


def names(field: str) -> frozenset[str]:
    """All names that the libraries have in a field."""
    found: set[str] = set()
    for library, text in SAID[field]:
        for root in roots(library):
            found.update(under(root, text))
    return frozenset(found)


def by_name(field: str) -> dict[str, Any]:
    """What a field says of each name."""
    found: dict[str, Any] = {}
    for library, entries in SAID[field]:
        for said, text in entries.items():
            for root in roots(library):
                found.update(dict.fromkeys(under(root, text), said))
    return found


def at_or_below(name: str, names: Set[str]) -> bool:
    """Whether the names have it, or a module or class that it stands in."""
    while name:
        if name in names:
            return True
        name = name.rpartition(".")[0]
    return False


def types_by_name(field: list[tuple[Library, Any]]) -> dict[str, str]:
    """The same where types are said; these follow the name that their library is imported as."""
    found: dict[str, str] = {}
    for library, entries in field:
        for said, text in entries.items():
            for root in roots(library):
                names_of = under(root, text)
                if said == ITSELF:
                    found.update(zip(names_of, names_of, strict=True))
                else:
                    found.update(dict.fromkeys(names_of, renamed(said, library, root)))
    return found


def types_by_member(field: list[tuple[Library, Any]]) -> dict[str, dict[str, str]]:
    """What a field says of methods or attributes: owner -> name -> type."""
    found: dict[str, dict[str, str]] = {}
    for library, owners in field:
        for owner, members in owners.items():
            for root in roots(library):
                of_owner = found.setdefault(renamed(owner, library, root), {})
                for said, text in members.items():
                    of_owner.update(dict.fromkeys(text.split(), renamed(said, library, root)))
    return found


def joined(field: str) -> dict[str, Any]:
    """The entries of all libraries in a field whose keys are in full."""
    return {key: said for _, entries in SAID[field] for key, said in entries.items()}


def words(field: str) -> frozenset[str]:
    """The words of all libraries in a field where none is put under a name."""
    return frozenset(word for _, text in SAID[field] for word in text.split())
