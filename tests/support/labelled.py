"""Notebooks whose cells have the tags that a person would give them, and how many are suggested.

``tests/labelled/*.py`` are in the percent format. A cell that should be split has the tags of its
parts in order: ``# %% tags=["train", "evaluate"]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from nb2prod.notebook.read import read_notebook
from nb2prod.suggest.suggest import suggestions
from nb2prod.suggest.suggestion import Suggestion

FOLDER = Path(__file__).parents[1] / "labelled"
_MARKER = re.compile(r"^# %%(?: (\[markdown\]))?(?: tags=\[(.*)\])?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A cell: the tags that are wanted for its parts, and what is suggested."""

    notebook: str
    wanted: tuple[str, ...]
    suggestion: Suggestion

    @property
    def right(self) -> bool:
        """Whether cell and borders are as wanted."""
        return self.wanted == tuple(p.role.value for p in self.suggestion.pieces)


def labelled(folder: Path = FOLDER) -> Iterator[Labelled]:
    """Every code cell of the labelled notebooks."""
    for path in sorted(folder.glob("*.py")):
        yield from labelled_cells(path)


def labelled_cells(path: Path) -> Iterator[Labelled]:
    """The code cells of a notebook, with suggestions made from it without its tags."""
    text = path.read_text(encoding="utf-8")
    wanted = {
        number: tuple(re.findall(r"[a-z]+", tags or ""))
        for number, (markdown, tags) in enumerate(_MARKER.findall(text), 1)
        if not markdown
    }
    with TemporaryDirectory() as folder:
        bare = Path(folder) / path.name
        bare.write_text(re.sub(r"^(# %%) tags=.*$", r"\1", text, flags=re.M), encoding="utf-8")
        found = suggestions(read_notebook(bare, require_stages=False))
    if [one.cell for one in found] != list(wanted):
        raise ValueError(f"{path.name}: cells {list(wanted)} have labels, found {found}")
    for one in found:
        yield Labelled(path.stem, wanted[one.cell], one)
