"""Which notebooks the command line names, and which folder is whose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nb2prod.configuration import Choices, choices
from nb2prod.diagnostics import Diagnostic


class BatchError(Exception):
    """The command line does not say what to do; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Job:
    """A notebook, the folder that its package stands in, and what the user chose for it."""

    path: Path
    target: Path
    choices: Choices


def jobs(
    paths: Sequence[Path], folder: Path | None, given: Mapping[str, object]
) -> tuple[list[Job], list[tuple[Path, Diagnostic]]]:
    """What is to be done, and the paths that lead to no notebook, with the reason.

    Args:
        paths: notebooks, and folders of them.
        folder: where the command line wants the packages, if it says so.
        given: options of the command line, see `configuration.choices`.

    Raises:
        BatchError: the options do not fit the notebooks.
        SettingsError: a pyproject.toml above a notebook cannot be followed.
    """
    found, empty = find_notebooks(paths)
    if given.get("name") and len(found) > 1:
        raise BatchError("--name fits one notebook only.")
    made: list[Job] = []
    seen: dict[Path, Path] = {}
    for path in found:
        chosen = choices(path, given)
        target = target_of(path, found, paths, folder, chosen)
        if target in seen:
            raise BatchError(f"{seen[target]} and {path} would both be written to {target}.")
        seen[target] = path
        made.append(Job(path, target, chosen))
    return made, [(p, Diagnostic("the folder holds no notebook.", code="NB404")) for p in empty]


def find_notebooks(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The notebooks that the paths name, those in folders too; and the folders without any."""
    found: dict[Path, None] = {}
    empty: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        inside = [p for p in sorted(path.rglob("*.ipynb")) if not _hidden(p.relative_to(path))]
        if not inside:
            empty.append(path)
        found.update(dict.fromkeys(inside))
    return list(found), empty


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def target_of(
    path: Path,
    notebooks: Sequence[Path],
    paths: Sequence[Path],
    output: Path | None,
    chosen: Choices | None = None,
) -> Path:
    """The folder that a notebook is written to."""
    if output is None and chosen is not None and chosen.output and chosen.root:
        return chosen.output / path.absolute().relative_to(chosen.root).with_suffix("")
    if output is None:
        return path.with_suffix("")
    if len(notebooks) == 1 and not paths[0].is_dir():
        return output
    root = next((p for p in paths if p.is_dir() and p in path.parents), path.parent)
    return output / path.relative_to(root).with_suffix("")
