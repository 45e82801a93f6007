"""Files that are damaged, foreign or odd: each a clear message, never a traceback."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from nb2prod.diagnostics import ConversionError, render
from nb2prod.notebook.model import Role
from nb2prod.notebook.read import read_notebook

CELL = {"cell_type": "code", "source": "x = 1", "metadata": {"tags": ["train"]}}


def notebook(*cells: Any, **top: Any) -> dict[str, Any]:
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)} | top


def failure(path: Path) -> str:
    with pytest.raises(ConversionError) as error:
        read_notebook(path)
    assert all(d.code for d in error.value.diagnostics)
    return "\n".join(render(d, path.name) for d in error.value.diagnostics)


def stored(tmp_path: Path, content: Any, name: str = "n.ipynb") -> Path:
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


GOOD = json.dumps(notebook(CELL, CELL), indent=1)

FILES = [
    (b"", "NB102", "is empty"),
    (b" \n", "NB102", "is empty"),
    (b"hello", "NB103", "is not JSON (line 1, column 1"),
    (b"[1, 2]", "NB104", "is JSON, but not a notebook"),
    (b'{"a": 1}', "NB104", "is JSON, but not a notebook: it has no `nbformat`"),
    (b'{"nbformat": 4}', "NB104", "it has no list of cells"),
    (b'{"nbformat": "x", "cells": []}', "NB104", "its `nbformat` is 'x'"),
    (b'{"nbformat": 4, "cells": []}', "NB107", "no code cells"),
    (b'{"nbformat": 5, "cells": []}', "NB105", "of notebook format 5. Known are 1 to 4"),
    (b'{"nbformat": 3, "worksheets": 7}', "NB104", "cannot be upgraded"),
    (GOOD[:100].encode(), "NB103", "the file is truncated"),
    (GOOD[:-3].encode(), "NB103", "the file is truncated"),
    (("<<<<<<< HEAD\n" + GOOD).encode(), "NB103", "git conflict markers (line 1)"),
    (GOOD.replace(' "metadata"', "<<<<<<< HEAD\n", 1).encode(), "NB103", "git conflict markers"),
    (b"<!DOCTYPE html><html>", "NB103", "is a web page"),
    (b"version https://git-lfs.github.com/spec/v1\noid sha256:1", "NB103", "git lfs pull"),
    (b"\xff\xfa\x00\x81" * 30, "NB102", "is not UTF-8 text"),
    (GOOD.encode().replace(b"x = 1", b"x \0 1"), "NB102", "NUL bytes"),
    (b"[" * 200_000, "NB104", "nested too deeply"),
]
OTHERS = [
    ("n.py", "# ---\n# jupyter:\n#   a: [1\n#  b: }\n# ---\n# %%\nx = 1\n"),
    ("n.md", "---\njupyter: [1\n b: }\n---\n\n```python\nx = 1\n```\n"),
]


@pytest.mark.parametrize(("name", "content"), OTHERS)
def test_errors_of_yaml_stand_on_a_line(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    text = failure(tmp_path / name)
    assert "NB104" in text and "parsing a flow sequence in" in text and "\\n" not in text
    assert text.count("\n") == 1


@pytest.mark.parametrize(("content", "code", "message"), FILES)
def test_bad_files(tmp_path: Path, content: bytes, code: str, message: str) -> None:
    text = failure(stored(tmp_path, content))
    # The format's own advice stands on a line of its own.
    assert f": {code} " in text
    assert message in text.replace("\n  ", " ")
    assert text.count("\n") == 1, "it says what to do, and nothing else needs a line"


def test_missing_file_and_directory(tmp_path: Path) -> None:
    assert "NB404 there is no file" in failure(tmp_path / "none.ipynb")
    assert "is a directory, not a notebook" in failure(tmp_path)
    assert "NB101" in failure(tmp_path / "a\0b.ipynb")


CELLS: list[tuple[Any, str]] = [
    (7, "cell 2, line 1: NB104 the cell is not an object"),
    ({"source": "x"}, "the cell has the type None"),
    ({"cell_type": "prose", "source": "x"}, "the cell has the type 'prose'"),
    ({"cell_type": "code", "source": 3}, "the cell has a source that is not text"),
    ({"cell_type": "code", "source": ["x", 3]}, "the cell has a source that is not text"),
    ({"cell_type": "code", "source": "x", "metadata": [1]}, "metadata that are not an object"),
    ({"cell_type": "code", "source": "x = '\ud800'"}, "NB124 the line holds half a character"),
    ({"cell_type": "code", "source": "y\nx = '\0'"}, "line 2: NB124 the line holds a NUL"),
    ({"cell_type": "code", "source": "x = " + "(" * 900 + ")" * 900}, "NB123 the code is nested"),
    ({"cell_type": "code", "source": "x = " + "-" * 100_000 + "1"}, "NB123 the code is nested"),
    ({"cell_type": "code", "source": "x = " + "+".join("a" * 5000)}, "NB123 the code is nested"),
    ({"cell_type": "code", "source": "x = " + " and ".join("a" * 9000)}, "NB123 the code is"),
    ({"cell_type": "code", "source": "x = " + " ".join(["'a'"] * 9000)}, "NB123 the code is"),
    ({"cell_type": "code", "source": "<<<<<<< HEAD\nx\n=======\n"}, "git conflict marker stands"),
    ({"cell_type": "code", "source": "print 'x'"}, "NB121 this is Python 2."),
    (
        {"cell_type": "code", "source": "try:\n    f()\nexcept E, e:\n    pass"},
        "line 3: NB121 this is Python 2.",
    ),
    ({"cell_type": "code", "source": "raise E, 'x'"}, "NB121 this is Python 2."),
    ({"cell_type": "code", "source": "x = 0777"}, "NB121 this is Python 2."),
    ({"cell_type": "code", "source": "return 1"}, "'return' outside function"),
]


@pytest.mark.parametrize(("cell", "message"), CELLS)
def test_bad_cells(tmp_path: Path, cell: Any, message: str) -> None:
    assert message in failure(stored(tmp_path, notebook(CELL, cell)))


def test_all_bad_cells_are_in_one_error(tmp_path: Path) -> None:
    bad = {"cell_type": "code", "source": "x = 1\ny = (2", "id": "q"}
    text = failure(stored(tmp_path, notebook(CELL, bad, CELL, bad)))
    assert text.splitlines()[:4] == [
        "n.ipynb: cell 2 (q), line 2: NB120 this is not Python: '(' was never closed.",
        "    y = (2",
        "        ^",
        "  Fix the cell, or tag it `skip`.",
    ]
    assert "cell 4 (q), line 2" in text


def test_a_skipped_cell_may_be_anything(tmp_path: Path) -> None:
    skipped = {"cell_type": "code", "source": "x = = 1", "metadata": {"tags": ["skip"]}}
    read = read_notebook(stored(tmp_path, notebook(CELL, skipped)))
    assert [(c.role, c.source) for c in read.cells] == [(Role.TRAIN, "x = 1"), (Role.SKIP, "")]
    assert [note.code for note in read.notes] == ["NB145"]


KERNELS = [
    ({"kernelspec": {"language": "R", "name": "ir"}}, "in R"),
    ({"kernelspec": {"name": "ir"}}, "in R"),
    ({"kernelspec": {"name": "julia-1.9"}}, "in Julia"),
    ({"language_info": {"name": "scala"}}, "in scala"),
    ({"kernelspec": {"language": "sql"}}, "in sql"),
    ({"kernelspec": {"language": "python"}, "language_info": {"name": "julia"}}, "in julia"),
    ({"language_info": {"name": "python", "version": "2.7.15"}}, "Python 2.7.15"),
    (
        {"kernelspec": {"name": "python2"}, "language_info": {"version": "2.7.6"}},
        "Python 2.7.6",
    ),
]


@pytest.mark.parametrize(("metadata", "message"), KERNELS)
def test_other_kernels(tmp_path: Path, metadata: Any, message: str) -> None:
    text = failure(stored(tmp_path, notebook(CELL, metadata=metadata)))
    assert "NB106" in text
    assert message in text


@pytest.mark.parametrize(
    "metadata",
    [
        None,
        [],
        {"kernelspec": None},
        {"kernelspec": {"name": "python3"}},
        {
            "kernelspec": {"name": "python3"},
            "language_info": {"name": "python", "version": "2.7.6"},
        },
        {"kernelspec": {"name": "conda-env-x-py", "language": "python"}},
        {"language_info": {"name": "python", "version": "3.12.1"}},
        {"kernelspec": {"name": "irene", "display_name": "my environment"}},
    ],
)
def test_python_kernels(tmp_path: Path, metadata: Any) -> None:
    assert read_notebook(stored(tmp_path, notebook(CELL, metadata=metadata))).cells


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        GOOD.encode("utf-16-le"),
        GOOD.encode("utf-16-be"),
        GOOD.encode("utf-32"),
        GOOD.replace("\n", "\r\n").encode(),
    ],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    assert len(read_notebook(stored(tmp_path, data)).cells) == 2


@pytest.mark.parametrize("source", ["a = 1\r\nb = 2", ["a = 1\r\n", "b = 2"], "a = 1\rb = 2"])
def test_sources(tmp_path: Path, source: Any) -> None:
    (cell,) = read_notebook(stored(tmp_path, notebook(CELL | {"source": source}))).cells
    assert cell.source == "a = 1\nb = 2"


@pytest.mark.parametrize("version", [2, 3])
def test_old_formats_are_upgraded(tmp_path: Path, version: int) -> None:
    cells = [
        {"cell_type": "markdown", "source": "about"},
        {
            "cell_type": "code",
            "input": "# nb2prod: train\nx = 1",
            "language": "python",
            "outputs": [{"output_type": "x"}],
            "collapsed": False,
            "prompt_number": 1,
        },
    ]
    raw = {
        "nbformat": version,
        "nbformat_minor": 0,
        "metadata": {"name": "n"},
        "worksheets": [{"cells": cells}],
    }
    read = read_notebook(stored(tmp_path, raw))
    assert [(c.number, c.role, c.source, c.markdown) for c in read.cells] == [
        (2, Role.TRAIN, "\nx = 1", "about")
    ]
    assert [note.code for note in read.notes] == ["NB146"]


def test_vscode_cell_in_another_language(tmp_path: Path) -> None:
    cell = {
        "cell_type": "code",
        "source": "ls -l",
        "metadata": {"vscode": {"languageId": "shellscript"}},
    }
    read = read_notebook(stored(tmp_path, notebook(CELL, cell)))
    assert len(read.cells) == 1
    assert [note.code for note in read.notes] == ["NB131"]


def test_numbers_count_all_cells_and_markdown_goes_with_the_next(tmp_path: Path) -> None:
    text = {"cell_type": "markdown", "source": ["# A\n", "b"]}
    empty = {"cell_type": "code", "source": " \n"}
    raw = {"cell_type": "raw", "source": "---"}
    read = read_notebook(stored(tmp_path, notebook(text, empty, raw, text, CELL, CELL)))
    assert [(c.number, c.markdown) for c in read.cells] == [(5, "# A\nb\n\n# A\nb"), (6, "")]


def test_large_notebooks_are_read_fast(tmp_path: Path) -> None:
    output = {"output_type": "stream", "text": "y" * 10_000}
    cell = CELL | {"source": "%matplotlib inline\nx = [a for a in b]\n", "outputs": [output]}
    path = stored(tmp_path, notebook(*[cell] * 10_000))
    start = time.perf_counter()
    assert len(read_notebook(path).cells) == 10_000
    # Measured: 1.5 s; the bound only catches a change of order.
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(
    ("name", "told"), [("a.csv", "is no notebook"), ("a.ipynb", "is not JSON")]
)
def test_a_file_of_another_kind(name: str, told: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("a,b\n1,2\n")
    with pytest.raises(ConversionError, match=told):
        read_notebook(tmp_path / name)
