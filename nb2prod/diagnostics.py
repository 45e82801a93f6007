"""What the tool says to a person: where in the notebook, what is wrong, what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a notebook's cell; cells and lines count from 1."""

    cell: int
    cell_id: str
    line: int

    def __str__(self) -> str:
        name = f"cell {self.cell} ({self.cell_id})" if self.cell_id else f"cell {self.cell}"
        return f"{name}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. ``place`` is None where it is about the whole notebook."""

    message: str
    advice: str = ""
    place: Place | None = None

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message}" + (f" {self.advice}" if self.advice else "")


class ConversionError(Exception):
    """The notebook cannot be converted as it stands; ``diagnostics`` tell why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(str(d) for d in diagnostics))
        self.diagnostics = diagnostics
