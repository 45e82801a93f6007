"""Names that a merged module reads and nothing binds."""

from pathlib import Path

import pytest

from nb2prod.diagnostics import Severity
from nb2prod.write import write_package
from nb2prod.write.unbound import unbound


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import os\nprint(os.name, __file__, __name__)\n", {}),
        ("def f(a, *b, **c):\n    return a, b, c, g\ng = 1\n", {}),
        ("def f():\n    global n\n    n = 1\ndef g():\n    return n\n", {}),
        ("def f():\n    n = 1\n    def g():\n        return n, m\n    return g\n", {"m": 4}),
        ("class A:\n    n = 1\n    def f(self):\n        return n, __class__\n", {"n": 4}),
        ("a = [b for b in c]\n", {"c": 1}),
        ("def top(a):\n    n = a\n    return n + m\n", {"m": 3}),
        ("from os import *\nprint(anything)\n", {}),
        ("def f(a: int = k) -> 'g':\n    '''x'''\n    del a\n", {"k": 1}),
        ("try:\n    pass\nexcept E as e:\n    print(e)\n", {"E": 3}),
    ],
)
def test_unbound(source: str, names: dict[str, int]) -> None:
    assert unbound(source) == names


BASE = "def f(x):\n    n = len(x)\n    print(n)\n    k = 1\n    j = 2\n    return k + j\n"
EDITED = BASE.replace("n =", "rows =").replace("print(n)", "print(rows)")


def test_a_merge_that_leaves_a_name_unbound(tmp_path: Path) -> None:
    module = tmp_path / "p" / "train.py"
    write_package({"p/train.py": BASE}, tmp_path)
    module.write_text(EDITED)
    again = {"p/train.py": BASE.replace("return k", "return n + k")}
    for _ in range(2):  # until it is fixed
        (note,) = write_package(again, tmp_path, merge=True).notes
        assert (note.code, note.severity) == ("NB303", Severity.ERROR)
        assert "train.py, line 6: `n` is read, and nothing binds it" in note.message
    module.write_text(module.read_text().replace("return n", "return rows"))
    assert not write_package(again, tmp_path, merge=True).notes
    assert not write_package(again, tmp_path).notes


def test_a_merge_that_is_no_python(tmp_path: Path) -> None:
    write_package({"p/train.py": BASE}, tmp_path)
    (tmp_path / "p" / "train.py").write_text(BASE.replace("def f(x):\n", "def f(x):\n    (\n"))
    again = {"p/train.py": BASE.replace("return k", "return 2 * k")}
    (note,) = write_package(again, tmp_path, merge=True).notes
    assert (
        "train.py, line 2: once the edit is merged, this is not valid Python ('(' was"
        in note.message
    )
