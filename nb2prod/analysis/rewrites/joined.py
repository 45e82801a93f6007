"""Several notebooks as one: the cells of one after those of the other, with separate names.

Each notebook runs in its own kernel, so values go from one to the next only through files. A name
that two of them have becomes two names, unless it means the same in both: an equal import,
definition, constant or parameter. A name that a notebook binds before it reads it is not changed
here: the versions of names are separated later.
"""

from collections.abc import Iterator, Sequence

from nb2prod.analysis.rewrites.joined_names import kept_apart
from nb2prod.diagnostics import ConversionError, Diagnostic
from nb2prod.locate import located
from nb2prod.naming import listed
from nb2prod.notebook.model import Cell, CellNumber, Notebook, OwnModule, Source
from nb2prod.notebook.requirements import merged
from nb2prod.records import replace


def joined(notebooks: Sequence[Notebook], name: str) -> Notebook:
    """One notebook of several, in their order.

    Raises:
        ConversionError: they have different values for a parameter, or one reads a name that only
            another binds.
    """
    counted: list[Notebook] = []
    sources: list[Source] = []
    for one in notebooks:
        before = sum(other.size for other in notebooks[: len(counted)])
        sources.append(Source(one.file, before))
        counted.append(_counted(one, before))
    try:
        apart = kept_apart(counted)
    except ConversionError as error:
        whole = Notebook(name, tuple(cell for one in counted for cell in one.cells))
        raise ConversionError(*(located(d, whole) for d in error.diagnostics)) from None
    return Notebook(
        name,
        tuple(cell for one in apart for cell in one.cells if cell.source.strip()),
        merged([r for one in apart for r in one.requirements]),
        tuple(note for one in apart for note in one.notes),
        tuple(line for one in apart for line in one.data),
        tuple(pair for one in apart for pair in one.renamed),
        file=listed([one.file for one in notebooks]),
        modules=tuple(_modules(apart)),
        moved=tuple(one for notebook in apart for one in notebook.moved),
        size=sum(one.size for one in notebooks),
        sources=tuple(sources),
        python=min(one.python for one in notebooks),
    )


def _counted(notebook: Notebook, before: int) -> Notebook:
    """The notebook with the numbers that its cells have among those of all."""

    def number(own: int) -> CellNumber:
        part = own.part if isinstance(own, CellNumber) else ()
        return CellNumber(before + int(own), part, notebook.file, int(own))

    def told(note: Diagnostic) -> Diagnostic:
        if note.place is None:
            return note
        return replace(note, place=replace(note.place, cell=number(note.place.cell)))

    def counted(cell: Cell) -> Cell:
        return replace(cell, number=number(cell.number))

    cells, notes = tuple(map(counted, notebook.cells)), tuple(map(told, notebook.notes))
    return replace(notebook, cells=cells, notes=notes)


def _modules(notebooks: Sequence[Notebook]) -> Iterator[OwnModule]:
    found: dict[str, tuple[OwnModule, str]] = {}
    for notebook in notebooks:
        for module in notebook.modules:
            known, file = found.setdefault(module.path, (module, notebook.file))
            if known != module:
                message = f"`{module.file}` is one thing in {file} and another in {notebook.file}."
                advice = "Give the two modules two names, or let one notebook alone write it."
                raise ConversionError(Diagnostic(message, advice, code="NB243"))
            if known is module:
                yield module
