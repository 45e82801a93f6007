"""Each statement of the notebook is found where it stands in the package."""

import ast
from pathlib import Path

import pytest

from nb2prod.convert import Conversion, convert
from nb2prod.emit.ahead import emit_files
from nb2prod.report.placed import Spot, marked, spots, statements
from nb2prod.settings import Settings
from tests.support.samples import SAMPLES

NOTEBOOKS = sorted(SAMPLES.glob("*.ipynb"))


def placed(conversion: Conversion) -> list[Spot]:
    pipeline = conversion.pipeline
    return spots(conversion.files, emit_files(marked(pipeline)), statements(pipeline))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
@pytest.mark.parametrize("provenance", [False, True], ids=["plain", "provenance"])
def test_every_statement_of_the_samples_has_its_lines(path: Path, provenance: bool) -> None:
    conversion = convert(path, Settings(provenance=provenance))
    found = placed(conversion)
    known = statements(conversion.pipeline)
    assert {spot.statement for spot in found} == set(known)
    edited = {
        code.statement.index
        for stage in conversion.pipeline.stages
        for code in [
            *stage.effects, *stage.loads, *stage.body, *stage.saves,
            *(stage.predictor.loads if stage.predictor else ()),
            *(i.code for i in (*stage.items, *conversion.pipeline.items)),
        ]
        if code.statement and (code.edits or code.captured or code.replaced or code.assigned)
    }  # fmt: skip
    compared = 0
    for spot in found:
        lines = conversion.files[spot.file].split("\n")[spot.first - 1 : spot.last]
        there = ast.parse(dedented(lines)).body
        assert there
        statement = known[spot.statement]
        if spot.statement not in edited and not isinstance(
            statement.nodes[0], ast.FunctionDef | ast.ClassDef
        ):
            compared += 1
            now, then = (list(map(ast.unparse, nodes)) for nodes in (there, statement.nodes))
            if now == [f"print({text})" for text in then]:
                continue  # what a cell of `evaluate` shows
            # ruff takes away a name that is never read, and keeps its value
            assert now == then or (len(now) == 1 and then[0].endswith(f"= {now[0]}"))
    assert compared > 20


def dedented(lines: list[str]) -> str:
    indent = len(lines[0]) - len(lines[0].lstrip())
    return "\n".join(line[indent:] if not line[:indent].strip() else line for line in lines)


def where(tmp_path: Path, *cells: str) -> dict[str, list[str]]:
    """The text in the package of each statement of a notebook, by its own first line."""
    path = tmp_path / "nb.py"
    path.write_text("\n\n".join(f'# %% tags=["{c[0]}"]\n{c[1]}' for c in map(parts, cells)))
    conversion = convert(path)
    known = statements(conversion.pipeline)
    found: dict[str, list[str]] = {}
    for spot in placed(conversion):
        lines = conversion.files[spot.file].split("\n")[spot.first - 1 : spot.last]
        head = ast.unparse(known[spot.statement].nodes[0]).split("\n")[0]
        found.setdefault(head, []).append(dedented(lines))
    return found


def parts(cell: str) -> tuple[str, str]:
    role, _, code = cell.partition("\n")
    return role, code


def test_statements_on_one_line_are_split_but_stay_together(tmp_path: Path) -> None:
    found = where(
        tmp_path, "preprocess\na = [1]; b = [2]\nc = a + b", "train\nm = sum(c)\nprint(m)"
    )
    assert found["a = [1]"] == ["a = [1]\nb = [2]"]
    assert found["c = a + b"] == ["c = a + b"]


def test_what_ruff_takes_out_has_no_lines_and_its_neighbours_keep_theirs(tmp_path: Path) -> None:
    code = "train\ndef f():\n    unused = 3\n    return 2\nm = [f()]\nprint(m)\nlast = 5"
    found = where(tmp_path, "preprocess\nx = [1]\nprint(x)", code)
    assert found["def f():"] == ["def f():\n    return 2"]
    assert found["print(m)"] == ["print(m)"]
    assert "return" not in "".join(found.get("last = 5", []))


def test_comments_and_texts_like_marks_do_not_mislead(tmp_path: Path) -> None:
    code = 'preprocess\n# nb2prod statement 0\ns = """\n# nb2prod statement 1\n"""\nt = [s]'
    found = where(tmp_path, code, "train\nm = len(t)\nprint(m)")
    assert found["t = [s]"] == ["t = [s]"]
    assert found["m = len(t)"] == ["m = len(t)"]
    assert found["s = '\\n# nb2prod statement 1\\n'"] == ['s = """\n# nb2prod statement 1\n"""']


def test_long_lines_that_are_wrapped_and_decorated_functions(tmp_path: Path) -> None:
    long = "names = [" + ", ".join(f'"a name that is long {n}"' for n in range(6)) + "]"
    code = (
        f"preprocess\nimport functools\n@functools.cache\ndef g(a):\n    return a\n{long}\nu = g(1)"
    )
    found = where(tmp_path, code, "train\nm = [names, u]\nprint(m)")
    (text,) = found[ast.unparse(ast.parse(long))]
    assert text.startswith("names = [\n") and text.endswith("]")
    assert found["@functools.cache"][0].startswith("@functools.cache\ndef g(a)")
