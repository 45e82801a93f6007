"""What a cell of functions asserts becomes a test of the package; a note says where it cannot."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

USE = "print(double(2))"

# what is special, the cell of functions behind `double`, the test without its head, a note
CASES: list[tuple[str, str, str, str]] = [
    ("nothing is asserted", "double(2)", "", ""),
    ("one", "assert double(2) == 4", "assert double(2) == 4", ""),
    ("values before, nothing behind", "x = [1]\nassert double(x) == [1, 1]\nprint(x)",
     "x = [1]\n    assert double(x) == [1, 1]", ""),
    ("in a loop", "for n in (1, 2):\n    assert double(n) == 2 * n",
     "for n in (1, 2):\n        assert double(n) == 2 * n", ""),
    ("a library", "assert (double(np.ones(2)) == 2).all()",
     "assert (double(np.ones(2)) == 2).all()", ""),
    ("a function that no script has", "def half(x): return x / 2\nassert half(2) == 1",
     "", "the `assert` of the cell is in no test: no script has `half`."),
    ("a function that takes more", "assert scaled(2) == 6", "",
     "the `assert` of the cell is in no test: `scaled` takes `factor` as a parameter in the "
     "scripts."),
    ("a value of a stage", "assert double(factor) == 6", "",
     "the `assert` of the cell is in no test: no script has `factor`."),
    ("a file", "assert double(open('a.txt').read()) == 'aa'", "",
     "the `assert` of the cell is in no test: the cell does more than to call functions."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "wanted", "note"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_assertions(cell: str, wanted: str, note: str, tmp_path: Path) -> None:
    head = "import numpy as np\ndef double(x): return 2 * x\ndef scaled(x): return x * factor\n"
    stage = f"factor = len(input.__name__) - 2\nfactor += 0\nprint(scaled(2))\n{USE}"
    text = f'# %% tags=["functions"]\n{head}{cell}\n# %% tags=["train"]\n{stage}\n'
    (tmp_path / "n.py").write_text(text)
    found = convert(tmp_path / "n.py")
    made = found.files.get("tests/test_functions.py", "").partition("() -> None:\n    ")[2]
    assert made.strip() == wanted
    assert [d.message for d in found.notes if d.code == "NB238"] == ([note] if note else [])
    if wanted:
        assert "from n.train import double\n" in found.files["tests/test_functions.py"]
        assert "def test_double() -> None:" in found.files["tests/test_functions.py"]


def test_the_tests_run(tmp_path: Path) -> None:
    cells = ["functions", "import math\ndef area(r): return math.pi * r ** 2",
             "functions", "assert area(0) == 0\nassert math.isclose(area(1), math.pi)",
             "functions", "assert area(2) < 12", "train", "a = area(1)",
             "evaluate", "print(a, area(2))"]  # fmt: skip
    text = "".join(
        f'# %% tags=["{t}"]\n{c}\n' for t, c in zip(cells[::2], cells[1::2], strict=True)
    )
    (tmp_path / "n.py").write_text(text)
    files = convert(tmp_path / "n.py").files
    scope = {"__name__": "tests"}
    common = files["n/common.py"]
    exec(common, scope)
    exec(files["tests/test_functions.py"].replace("from n.common import area\n", ""), scope)
    scope["test_area"]()  # type: ignore[operator]
    with pytest.raises(AssertionError):
        scope["test_area_2"]()  # type: ignore[operator]
