"""Random programs without branches, as notebooks, for the tests."""

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from nb2prod.analysis.analyse import analyse
from nb2prod.analysis.model import Kind
from nb2prod.graph.program import Program, program_of
from nb2prod.notebook.model import Cell, Notebook
from nb2prod.stages.numbered import parts_of
from tests.graph.units_of import LETTERS

Cells = Sequence[tuple[str, str]]

_FIRST = "import os\na = len(os.listdir())\nb = a + 1\nc = a * 2\nq = [a]\nr = [b]"
_NUMBERS, _LISTS = "abc", "qr"


def notebook(cells: Cells) -> Notebook:
    """A notebook of tags and sources: ``p`` is the user's tag, ``p7`` one suggested with 0.7."""
    made = [
        Cell(n, f"c{n}", LETTERS[tag[0]], source, "", int(tag[1:]) / 10 if tag[1:] else None)
        for n, (tag, source) in enumerate(cells, 1)
    ]
    return Notebook("test", tuple(made))


@st.composite
def _statements(draw: st.DrawFn, plain: bool) -> str:
    x, y = (draw(st.sampled_from(_NUMBERS)) for _ in "xy")
    q, r = draw(st.permutations(_LISTS))
    forms = (
        *(f"{x} = {y} + 1", f"{x} = {x} * 3 + {y}", f"{x} += {y}", f"{x} = sum({q})"),
        *(f"{q} = [{x}]", f"{q} = {r} + [{x}]", f"{q} = {r}", f"{q}.append({x})"),
        *(f"print('{x}', {x})", f"print(f'{q} {{{q}}}', {x})"),
    )
    unclear = (f"{x} = [{x} for {x} in {q}][0]", f"for {x} in {q}:\n    print({x}, {y})")
    return draw(st.sampled_from(forms if plain else (*forms, *unclear)))


@st.composite
def cells(
    draw: st.DrawFn, tags: Sequence[str] = ("p", "t", "r", "e"), plain: bool = False
) -> Cells:
    """Cells of a few statements; the first one binds all names.

    ``plain``: each use of a name can be told by the text, and each binding is a version.
    """
    sources = st.lists(_statements(plain), min_size=1, max_size=3).map("\n".join)
    found = draw(st.lists(st.tuples(st.sampled_from(tags), sources), min_size=1, max_size=7))
    return [("p", _FIRST), *found]


def printed(sources: Iterable[str]) -> list[str]:
    """What the sources print, one after the other."""
    lines: list[str] = []
    names = {"print": lambda *values: lines.append(" ".join(map(str, values)))}
    for source in sources:
        exec(source, names)
    return lines


def in_document_order(book: Notebook) -> list[str]:
    """The sources of the cells."""
    return [cell.source for cell in book.cells]


def statements_of_scripts(book: Notebook) -> list[str]:
    """The sources of the statements that go into the scripts, in document order."""
    return _imports(book) + [unit.analysed.statement.source for unit in _program(book).units]


def in_part_order(book: Notebook) -> list[str]:
    """The same, part by part."""
    program = _program(book)
    units = [unit for part in parts_of(program.units, program) for unit in part.units]
    return _imports(book) + [unit.analysed.statement.source for unit in units]


def _program(book: Notebook) -> Program:
    return program_of(analyse(book))


def _imports(book: Notebook) -> list[str]:
    return [a.statement.source for a in analyse(book).statements if a.kind is not Kind.CODE]
