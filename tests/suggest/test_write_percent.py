"""Tags in py:percent files: on the lines that start cells, and nowhere else."""

from pathlib import Path

import pytest

from nb2prod.diagnostics import ConversionError
from nb2prod.notebook.model import Role
from nb2prod.suggest.notebook_files import write_tags
from nb2prod.suggest.suggestion import Piece

TRAIN = (Piece(1, 1, Role.TRAIN, 0.9, "a"),)

MARKERS = {
    "bare": ("# %%\na = 1\n", '# %% tags=["train"]\na = 1\n'),
    "without space": ("#%%\na = 1\n", '#%% tags=["train"]\na = 1\n'),
    "title": ("# %% Fit it\na = 1\n", '# %% Fit it tags=["train"]\na = 1\n'),
    "other tags": ('# %% tags=["x"]\na = 1\n', '# %% tags=["x", "train"]\na = 1\n'),
    "other keys": ('# %% id="q"\na = 1\n', '# %% id="q" tags=["train"]\na = 1\n'),
    "no marker": ("a = 1\n\n# %% [markdown]\n# b\n",
                  '# %% tags=["train"]\na = 1\n\n# %% [markdown]\n# b\n'),
    "header": ("# ---\n# jupyter:\n#   a: b\n# ---\n\n# %%\na = 1\n",
               "# ---\n# jupyter:\n#   a: b\n# ---\n\n"
               '# %% tags=["train"]\na = 1\n'),
    "windows": ("# %%\r\na = 1\r\n", '# %% tags=["train"]\r\na = 1\r\n'),
    "no newline at the end": ("# %%\na = 1", '# %% tags=["train"]\na = 1'),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), MARKERS.values(), ids=MARKERS)
def test_marker(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "nb.py"
    path.write_bytes(old.encode())
    write_tags(path, {1: TRAIN})
    assert path.read_bytes().decode() == new


def test_split(tmp_path: Path) -> None:
    path = tmp_path / "nb.py"
    path.write_text("# %%\na = 1\n\n# then\nb = a\n# %%\nc = b\n")
    parts = (Piece(1, 1, Role.TRAIN, 0.9, "a"), Piece(2, 4, Role.PREDICT, 0.9, "b"))
    write_tags(path, {1: parts, 2: TRAIN})
    assert path.read_text() == (
        '# %% tags=["train"]\na = 1\n\n# %% tags=["predict"]\n# then\nb = a\n'
        '# %% tags=["train"]\nc = b\n'
    )


def test_a_marker_inside_a_text_is_refused_and_nothing_written(tmp_path: Path) -> None:
    path = tmp_path / "nb.py"
    old = '# %% {"old": 1}\na = 1\n'
    path.write_text(old)
    try:
        write_tags(path, {1: TRAIN})
    except ConversionError as error:
        assert error.diagnostics[0].code == "NB301"
        assert path.read_text() == old
    else:
        from nb2prod.notebook.load import load

        assert load(path).cells[0].tags == ("train",)
