"""A call that a cell makes for what it does is in the package, or the cell is told as left out."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError
from nb2prod.notebook.model import whole
from nb2prod.notebook.read import read_notebook
from nb2prod.settings import Settings
from tests.support.samples import SAMPLES

ROOT = Path(__file__).parent
BOOKS = [
    *sorted(SAMPLES.glob("*.ipynb")),
    *sorted((ROOT.parent / "docs/gallery/notebooks").glob("*.py")),
    *sorted((ROOT / "labelled").glob("*.py")),
]
# what only shows something, sets how it looks, or does nothing in a script
SHOWS = set(
    """DataFrame apply cat_features clock count describe display dtypes filterwarnings grid head
    hist info isna isnull legend makedirs mount nunique plot pie print sample score set set_context
    set_option set_style set_theme shape show simplefilter style subplots suptitle sum summary tail
    title tight_layout unique use value_counts xlabel ylabel""".split()
)


def called(source: str) -> Iterator[tuple[int, str]]:
    """Line and last name of each statement of the cell that is a call and nothing else."""
    for node in ast.parse(source).body:
        match node:
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name))):
                yield node.lineno, name


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_calls(path: Path) -> None:
    try:
        made = convert(path, Settings(auto_tag=True))
    except ConversionError:
        pytest.skip("a sketch that is refused")
    text = "\n".join(file for name, file in made.files.items() if name.endswith(".py"))
    lost = [
        (int(cell.number), line, name)
        for cell in read_notebook(path, require_stages=False).cells
        if whole(cell.number) not in made.left_out
        for line, name in called(cell.source)
        if f"{name}(" not in text and name not in SHOWS
    ]
    assert lost == []
