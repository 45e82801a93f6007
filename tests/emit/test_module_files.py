"""The notebook's own modules in the package: the scripts print what the notebook prints."""

import contextlib
import io
import os
import sys
from pathlib import Path

import pytest

from nb2prod.convert import Conversion, convert
from nb2prod.diagnostics import ConversionError, Severity
from nb2prod.emit.module_files import from_package, with_own_place
from nb2prod.notebook.model import OwnModule
from nb2prod.write import write_package
from tests.support import fork_server

NAMES = {"helpers": "helpers", "farm": "farm", "train": "train_local"}


@pytest.mark.parametrize(
    ("code", "moved"),
    [
        ("import helpers", "from pkg import helpers"),
        ("import helpers as h", "from pkg import helpers as h"),
        ("import farm.clean as c", "from pkg.farm import clean as c"),
        ("import farm.clean", "import pkg.farm.clean; from pkg import farm"),
        ("import os, helpers", "import os; from pkg import helpers"),
        ("from helpers import a, b as c", "from pkg.helpers import a, b as c"),
        (
            "from helpers import (\n    a,\n)",
            "from pkg.helpers import (\n    a,\n)",
        ),
        ("from farm.clean import *", "from pkg.farm.clean import *"),
        ("import train", "from pkg import train_local as train"),
        ("from train import fit", "from pkg.train_local import fit"),
        ("def f():\n    import helpers\n", "def f():\n    from pkg import helpers\n"),
        ("m = importlib.import_module('helpers')", "m = importlib.import_module('pkg.helpers')"),
        ("from .x import helpers", "from .x import helpers"),
        ("import helpers_more, numpy", "import helpers_more, numpy"),
        ("text = 'import helpers'", "text = 'import helpers'"),
    ],
)
def test_imports_from_the_package(code: str, moved: str) -> None:
    assert from_package(code, "pkg", NAMES) == moved


PLACE = '__file__ = os.path.abspath("lib/a.py")'


@pytest.mark.parametrize(
    ("code", "placed"),
    [
        ("import os\nHERE = 1", "import os\nHERE = 1"),
        ("import os\nHERE = f(__file__)", f"import os\n{PLACE}\nHERE = f(__file__)"),
        (
            "from os import path\nf(__file__)",
            f"from os import path\nimport os\n{PLACE}\nf(__file__)",
        ),
        (
            '"""A."""\nfrom __future__ import annotations\nimport os\n@d\ndef f(): return __file__',
            '"""A."""\nfrom __future__ import annotations\nimport os\n'
            f"{PLACE}\n@d\ndef f(): return __file__",
        ),
    ],
)
def test_a_module_lies_in_the_folder_of_the_notebook(code: str, placed: str) -> None:
    assert with_own_place(OwnModule("a", "lib/a.py", "a.py", code)) == placed


HELPERS = """
import random
from lib.scale import double

LIMIT, CACHE = 2, {}

def noisy(values):
    return [double(v) + random.random() for v in values]

def grow(values):
    values.append(len(values))

def configure(limit):
    global LIMIT
    LIMIT = limit

def limited(values):
    return values[:LIMIT]

def load(path):
    with open(path) as file:
        return [int(line) for line in file]

def remember(key, value):
    CACHE[key] = value
    return value

def known():
    return sorted(CACHE)

class Counter:
    def __init__(self):
        self.n = 0

    def feed(self, values):
        self.n += len(values)
        return self
"""
FILES = {
    "helpers.py": HELPERS,
    "lib/__init__.py": "from .scale import double",
    "lib/scale.py": "def double(x):\n    return 2 * x",
    "lib/noise.py": "import random\nrandom.seed(1)\nX = random.random()",
    "train.py": "import helpers\n\ndef fit(values):\n    return sum(helpers.limited(values))",
    "data/a.txt": "1\n2\n3\n",
    "fixed.py": "def load():\n    return open('data/a.txt').read().split()\n"
    "def unused():\n    return open('data/b.txt')",
    "old.py": "print 'Python 2'",
    "alone.py": "import random\ndef one():\n    return 1\n"
    "if __name__ == '__main__':\n    random.seed(1)\n    open('data/a.txt', 'w').write('')",
}


def made(folder: Path, *cells: str, start: str = "") -> Conversion:
    """The conversion of cells that are tagged `preprocess`, `train` and `evaluate`."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    tagged = zip(("preprocess", "train", "evaluate"), cells, strict=False)
    text = "".join(f'# %% tags=["{tag}"]\n{code}\n' for tag, code in tagged)
    (folder / "n.py").write_text(f"# %%\n{start}\n{text}")
    return convert(folder / "n.py")


def printed_by_notebook(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the cells print, run one after the other in their folder."""
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        exec(compile((folder / "n.py").read_text(), "n.py", "exec"), {"__name__": "__main__"})
    for name in set(sys.modules) - before:
        del sys.modules[name]
    return told.getvalue().splitlines()


def printed_by_scripts(conversion: Conversion, folder: Path, options: list[str]) -> list[str]:
    """What the pipeline prints in a folder that has none of the modules."""
    write_package(conversion.files, folder / "made")
    (folder / "elsewhere").mkdir()
    words = ["-P", "-m", "n.pipeline", *options, "--out-dir", "out"]
    environment = {**os.environ, "PYTHONPATH": str(folder / "made")}
    run = fork_server.run(words, folder / "elsewhere", environment)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "cells"),
    [
        ("import helpers", ["a = [1, 2]\nhelpers.grow(a)", "helpers.grow(a)", "print(a)"]),
        ("import random\nimport helpers as h\nrandom.seed(3)",
         ["a = h.noisy([1])", "b = h.noisy(a)", "print(a, b, random.random())"]),
        ("from helpers import *", ["c = Counter().feed([1])", "c.feed([2, 3])", "print(c.n)"]),
        ("import random\nfrom alone import one",
         ["a = [one()]\nrandom.random()", "b = a", "print(b)"]),
        ("import train", ["a = [1, 2, 3]", "b = train.fit(a)", "print(b)"]),
        ("from lib import double\nimport lib.scale", ["a = double(2)", "b = lib.scale.double(a)",
                                                      "print(a, b)"]),
        ("import helpers", ["a = [1, 2, 3]", "helpers.configure(1)\nprint(helpers.limited(a))",
                            "print(a)"]),
    ],
)  # fmt: skip
def test_scripts_print_what_the_notebook_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str, cells: list[str]
) -> None:
    conversion = made(tmp_path, *cells, start=start)
    assert "helpers" not in conversion.files["pyproject.toml"].partition("[project.scripts]")[0]
    expected = printed_by_notebook(tmp_path, monkeypatch)
    assert printed_by_scripts(conversion, tmp_path, []) == expected


@pytest.mark.slow
def test_a_path_that_a_function_gets_is_an_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = ["a = helpers.load('data/a.txt')", "b = len(a)", "print(a, b)"]
    conversion = made(tmp_path, *cells, start="import helpers")
    expected = printed_by_notebook(tmp_path, monkeypatch)
    options = ["--a-file", str(tmp_path / "data/a.txt")]
    assert printed_by_scripts(conversion, tmp_path, options) == expected


def test_copies_are_the_modules_as_they_are(tmp_path: Path) -> None:
    files = made(tmp_path, "a = 1", "b = train.fit([a])", "print(b)", start="import train").files
    assert files["n/lib/scale.py"] == FILES["lib/scale.py"]
    assert files["n/helpers.py"] == HELPERS.replace("from lib.scale", "from n.lib.scale")
    assert files["n/train_local.py"].startswith("from n import helpers\n")
    assert "def train_from_data" in files["n/train.py"]


@pytest.mark.parametrize(
    ("start", "cells", "code"),
    [
        ("import helpers", ["helpers.configure(1)", "b = helpers.limited([1])", "print(b)"],
         "NB208"),
        ("import helpers", ["a = helpers.remember('x', 1)", "b = helpers.known()", "print(a, b)"],
         "NB208"),
        ("import random\nimport lib.noise", ["a = random.random()", "b = a", "print(b)"], "NB235"),
        ("import fixed", ["open('data/a.txt', 'w').write('1')", "b = fixed.load()", "print(b)"],
         "NB235"),
        ("import old", ["a = 1", "b = old.f(a)", "print(b)"], "NB235"),
    ],
)  # fmt: skip
def test_what_copies_cannot_do_is_refused(
    tmp_path: Path, start: str, cells: list[str], code: str
) -> None:
    with pytest.raises(ConversionError) as error:
        made(tmp_path, *cells, start=start)
    assert code in {one.code for one in error.value.diagnostics}


@pytest.mark.parametrize(
    ("start", "cell", "told"),
    [
        (
            "import fixed",
            "print(fixed.load())",
            ["`data/a.txt` stays as it is in fixed.py"],
        ),
        ("import lib.noise", "print(lib.noise.X)", []),
        ("import helpers", "print(helpers.limited([1]))", []),
    ],
)
def test_warnings(tmp_path: Path, start: str, cell: str, told: list[str]) -> None:
    notes = made(tmp_path, "a = 1", "b = a", f"{cell}\nprint(b)", start=start).notes
    found = [one.message for one in notes if one.severity is Severity.WARNING]
    assert len(found) == len(told)
    assert all(one.startswith(start) for one, start in zip(found, told, strict=True))
