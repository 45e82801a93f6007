"""What folders contain: notebooks, and packages made from them."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from nb2prod.configuration import nearest, settings_table
from nb2prod.diagnostics import ConversionError, Diagnostic, Severity, unforeseen
from nb2prod.patterns import regex
from nb2prod.records import dataclass
from nb2prod.write import MANIFEST, made_from

Told = list[tuple[Path, Diagnostic]]
Sources = dict[Path, tuple[Path, ...]]  # of each package the notebooks that it is made from
_TAGGED = regex(
    rb"""^\#[ ]?%%.*\btags\s*=\s*\[[^\]]*["'](preprocess|train|predict|evaluate)["']""",
    re.MULTILINE | re.VERBOSE,
)
_ENVIRONMENT = "pyvenv.cfg"


@dataclass(frozen=True, slots=True)
class _Inside:
    """Notebooks (``.ipynb``, and ``.py`` with tags of ours), the folders of packages, and the
    folders that may not be read."""

    notebooks: tuple[Path, ...]
    packages: tuple[Path, ...]
    locked: tuple[tuple[Path, Diagnostic], ...]


def find_notebooks(paths: Sequence[Path], output: Path | None = None) -> tuple[list[Path], Told]:
    """The notebooks that the paths name, and why folders give none.

    A folder gives its ``.ipynb`` files, ``.py`` files with tagged cells, and others of which a
    package was made: one that stands there, in `output`, or where pyproject.toml wants it. What
    that excludes is left out.

    Raises:
        SettingsError: a pyproject.toml above a notebook cannot be followed.
    """
    found: dict[Path, None] = {}
    told: Told = []
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        inside = _inside(path)
        there = {p for p in _made_of_packages(path, inside, output) if p.suffix != ".ipynb"}
        notebooks = [*inside.notebooks, *there]
        kept = [p for p in sorted(set(notebooks)) if not _excluded(p)]
        found.update(dict.fromkeys(kept))
        told += inside.locked
        if notebooks and not kept:
            message = "pyproject.toml excludes all notebooks of the folder."
            warning = Severity.WARNING  # it may be meant so
            told.append((path, Diagnostic(message, code="NB404", severity=warning)))
        elif not notebooks and not inside.locked:
            advice = "Name the right folder, or the notebooks themselves."
            told.append((path, Diagnostic("the folder holds no notebook.", advice, code="NB404")))
    return list(found), told


def packages_of(paths: Sequence[Path], output: Path | None = None) -> Sources:
    """The packages whose notebooks are in these folders, or were.

    Raises:
        SettingsError: a pyproject.toml above a notebook cannot be followed.
    """
    found: Sources = {}
    for path in (p for p in paths if p.is_dir()):
        packages = _packages(path, _inside(path), output)
        found |= {one: made for one, made in packages.items() if made and _below(made[0], path)}
    return found


def packages_in(folder: Path) -> Sources:
    """The packages directly in a folder, or the one that it is itself."""
    if not os.path.isdir(folder):  # its name may be too long, which only `os` takes for an answer
        return {}
    found = [one.parent for one in (*folder.glob(MANIFEST), *folder.glob(f"*/{MANIFEST}"))]
    return sources_of(sorted(found))


def _made_of_packages(path: Path, inside: _Inside, output: Path | None) -> Iterator[Path]:
    """Those of packages that can be made, spelled as the others that the folder gives."""
    for made in _packages(path, inside, output).values():
        if all(_below(one, path) and one.is_file() for one in made):
            yield from (path / os.path.relpath(one, path) for one in made)


def _packages(path: Path, inside: _Inside, output: Path | None) -> Sources:
    """The packages of a folder's notebooks, and the notebooks that each is made from."""
    packages = list(inside.packages)
    file = nearest(path / "any")
    named = settings_table(file).get("output") if file else None
    elsewhere = output or (file.parent / str(named) if file and named else None)
    if elsewhere is not None and elsewhere.is_dir():
        packages += _inside(_from_here(elsewhere)).packages
    return sources_of(packages)


def sources_of(packages: Iterable[Path]) -> Sources:
    """The notebooks that each package is made from; a package that does not say is left out."""
    found = {}
    for package in packages:
        try:
            found[package] = tuple(map(_from_here, made_from(package)))
        except (ConversionError, OSError):  # who needs the package tells it
            continue
    return found


def _inside(folder: Path) -> _Inside:
    errors: list[OSError] = []
    notebooks: list[Path] = []
    packages: list[Path] = []
    for root, folders, files in os.walk(folder, onerror=errors.append):
        if _ENVIRONMENT in files:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        shown = {name for name in files if not name.startswith(".")}
        notebooks += (Path(root) / name for name in shown if name.endswith(".ipynb"))
        notebooks += (
            Path(root) / name
            for name in shown
            if name.endswith(".py") and f"{name[:-3]}.ipynb" not in shown
            if _is_tagged(Path(root) / name)
        )
        packages += [Path(root)] if MANIFEST in files else []
    locked = tuple((Path(str(error.filename)), unforeseen(error)) for error in errors)
    return _Inside(tuple(notebooks), tuple(packages), locked)


def _is_tagged(path: Path) -> bool:
    """Whether a module is a notebook in percent format that is tagged for a conversion."""
    try:
        return _TAGGED.search(path.read_bytes()) is not None
    except OSError:
        return False


def _from_here(path: Path) -> Path:
    """A path as reports name it: from the folder of the run where it is below that."""
    whole, here = Path(os.path.abspath(path)), Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else whole


def _below(path: Path, folder: Path) -> bool:
    return Path(os.path.abspath(folder)) in Path(os.path.abspath(path)).parents


def _excluded(path: Path) -> bool:
    """Whether the pyproject.toml above a notebook leaves it out of what is found in folders."""
    file = nearest(path)
    patterns = settings_table(file).get("exclude", ()) if file else ()
    assert isinstance(patterns, tuple)
    place = path.absolute().relative_to(file.parent).as_posix() if file else ""
    return any(fnmatchcase(place, one) or place.startswith(f"{one}/") for one in patterns)
