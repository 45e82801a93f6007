"""Several notebooks as one print what each prints in a kernel of its own."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from nb2prod.analysis.rewrites.joined import joined
from nb2prod.diagnostics import ConversionError
from nb2prod.notebook.model import Notebook, file_of
from nb2prod.notebook.read import read_notebook

PREPROCESS, PARAMETERS = '# %% tags=["preprocess"]\n', '# %% tags=["parameters"]\n'


def books(folder: Path, *texts: str) -> list[Notebook]:
    found = []
    for number, text in enumerate(texts):
        path = folder / f"{number}_part.py"
        path.write_text(text if text.startswith("# %%") else PREPROCESS + text)
        found.append(read_notebook(path, require_stages=False))
    return found


def printed(notebook: Notebook) -> str:
    out = io.StringIO()
    names: dict[str, object] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(out):
        for cell in notebook.cells:
            exec(compile(cell.source, f"cell {cell.number}", "exec"), names)
    return out.getvalue()


ALIKE = {
    "values": ("x = 1\nprint(x)", "x = 2\nprint(x)"),
    "a value that is bound on one path only": (
        "x = 1\nprint(x)",
        "try:\n    print(x)\nexcept NameError:\n    x = 3\nprint(x)",
    ),
    "functions": ("def f(): return 1\nprint(f())", "def f(): return 2\nprint(f())"),
    "a function that is called late": (
        "k = 1\ndef f(): return k\nlater = f\nprint(later())",
        "k = 2\ndef f(): return k\nprint(f())",
    ),
    "one function that reads two values": (
        "k = 1\ndef f(): return k\nprint(f())",
        "k = 2\ndef f(): return k\nprint(f())",
    ),
    "a function of two functions": (
        "def g(): return 1\ndef f(): return g()\nprint(f())",
        "def g(): return 2\ndef f(): return g()\nprint(f())",
    ),
    "a default that remembers": (
        "def f(seen=[]):\n    seen.append(1)\n    return len(seen)\nprint(f())",
        "def f(seen=[]):\n    seen.append(1)\n    return len(seen)\nprint(f())",
    ),
    "a class that counts": (
        "class A:\n    n = 0\nA.n += 1\nprint(A.n)",
        "class A:\n    n = 0\nA.n += 1\nprint(A.n)",
    ),
    "a global statement": (
        "n = 0\ndef f():\n    global n\n    n += 1\nf()\nprint(n)",
        "n = 5\ndef f():\n    global n\n    n += 1\nf()\nprint(n)",
    ),
    "a global that only a function binds": (
        "def f():\n    global n\n    n = 1\nf()\nprint(n)",
        "def g():\n    global n\n    n = 2\ng()\nprint(n)",
    ),
    "imports of one name": (
        "import json as m\nprint(m.__name__)",
        "import csv as m\nprint(m.__name__)",
    ),
    "an import and a value": ("import json as m\nprint(m.__name__)", "m = 1\nprint(m)"),
    "a name of Python's own": ("max = 1\nprint(max)", "print(max(1, 2))"),
    "the same the other way round": ("print(max(1, 2))", "max = 1\nprint(max)"),
    "two names in one f-string": (
        "a = 1\nb = 2\ndef f(): return f'{a} {b}'\nprint(f())",
        "a = 3\nb = 4\ndef f(): return f'{a} {b} {a:>3}'\nprint(f())",
    ),
    "errors and comprehensions": (
        "try:\n    int('x')\nexcept ValueError as e:\n    print(e)\ne = [e for e in [1]]\nprint(e)",
        "try:\n    int('y')\nexcept ValueError as e:\n    print(e)\nfor e in [1]:\n    print(e)",
    ),
    "arguments of the same name": (
        "x = 1\ndef f(x, y=x): return x + y\nprint(f(2))",
        "x = 5\ndef f(x, y=x): return x + y\nprint(f(x=3))",
    ),
    "a lambda": ("k = 1\nf = lambda: k\nprint(f())", "k = 2\nf = lambda: k\nprint(f())"),
    "constants that are read by functions": (
        "K = 1\ndef f(): return K\nprint(f())",
        "K = 1\ndef f(): return K + 1\nprint(f())",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ALIKE)
def test_each_prints_what_it_prints_alone(name: str, tmp_path: Path) -> None:
    alone = books(tmp_path, *ALIKE[name])
    assert printed(joined(alone, "both")) == "".join(map(printed, alone))


def test_a_third_notebook_that_defines_what_the_second_does(tmp_path: Path) -> None:
    texts = [f"def f(): return {n}\nprint(f())" for n in (1, 2, 2)]
    alone = books(tmp_path, *texts)
    assert printed(joined(alone, "all")) == "1\n2\n2\n"


def code(notebook: Notebook) -> str:
    return "\n".join(cell.source for cell in notebook.cells)


def test_what_is_written_alike_stands_once(tmp_path: Path) -> None:
    head = f"{PARAMETERS}SEED = 42\nNAMES = ['a']\n{PREPROCESS}"
    body = "from pathlib import Path\nROOT = Path('data')\ndef f(x):\n    return x + SEED\n"
    made = joined(books(tmp_path, f"{head}{body}print(f(1))", f"{head}{body}print(f(2))"), "both")
    text = code(made)
    assert [text.count(t) for t in ("SEED = ", "NAMES = ", "def f", "ROOT = ")] == [1, 1, 1, 1]
    assert not made.renamed and text.count("from pathlib import Path") == 2


def test_values_that_a_notebook_binds_first_keep_their_name(tmp_path: Path) -> None:
    made = joined(books(tmp_path, "df = 1\nprint(df)", "df = 2\nprint(df)"), "both")
    assert not made.renamed


def test_cells_know_their_notebook(tmp_path: Path) -> None:
    made = joined(books(tmp_path, "x = 1", "# %% [markdown]\n# text\n" + PREPROCESS + "y = 2"), "b")
    assert [str(cell.number) for cell in made.cells] == ["1 of 0_part.py", "2 of 1_part.py"]
    assert [int(cell.number) for cell in made.cells] == [1, 3]
    assert file_of(made.cells[1].number) == "1_part.py"


REFUSED = {
    "a value of another notebook": ("x = 1", "print(x)", "NB201", "cell 1 of 0_part.py"),
    "an import of another notebook": ("import json", "json.dumps(1)", "NB201", "`json`"),
    "a parameter with two values": (
        f"{PARAMETERS}N = 1", f"{PARAMETERS}N = 2", "NB243",
        "`N` is `1` in cell 1 of 0_part.py and `2` in cell 1 of 1_part.py",
    ),
    "a class of settings with two values": (
        f"{PARAMETERS}class C:\n    n = 1", f"{PARAMETERS}class C:\n    n = 2", "NB243", "`C`",
    ),
    "a name that a string looks up": (
        "def x(): return 1", "def x(): return 2\nt.query('a > @x')\n", "NB243", "no edit",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, tmp_path: Path) -> None:
    first, second, wanted, words = REFUSED[name]
    with pytest.raises(ConversionError) as error:
        joined(books(tmp_path, first, f"{second}\nt = 1"), "both")
    told = error.value.diagnostics[0]
    assert told.code == wanted and re.search(re.escape(words), told.message)
    assert told.file == "1_part.py" and told.place and told.place.cell == 1
