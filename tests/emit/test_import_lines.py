"""Which imports a module gets: those of its free names, and those that count unread."""

import ast
import re

import pytest

from nb2prod.diagnostics import ConversionError
from nb2prod.emit.import_lines import OWN, free_names, import_block, names_of_modules
from nb2prod.emit.templates import environment
from nb2prod.plan.model import Pipeline
from nb2prod.plan.serialisers import NAMES, STORAGE
from tests.analysis.facts_of import analysed

# what is special, code, free names
FREE = [
    ("read", "a + b", "a b"),
    ("bound before", "a = 1\nb = a", ""),
    ("bound in the function", "def f():\n    a = 1\n    return a", ""),
    ("read in the function", "def f(x):\n    return a + x", "a"),
    ("function that is called top", "def top(a):\n    b = a\n    return b", ""),
    ("declared global", "def f():\n    global a\n    a = 1", ""),
    ("comprehension", "ys = [a * i for i in b]", "a b"),
    ("default and annotation", "def f(x: T = d) -> R: ...", "T d R"),
    ("decorator and base", "@d\nclass A(B): ...", "d B"),
    ("attribute", "pd.read_csv", "pd"),
    ("builtins are free too", "print(len(x))", "print len x"),
    ("module's own names", "print(__name__, __file__)", "print"),
    ("class body", "class A:\n    x = a\n    y = x", "a"),
    ("lambda", "f = lambda a: a + b", "b"),
    ("f-string", "s = f'{a:{b}}'", "a b"),
    ("deleted", "del a[b]", "a b"),
]


@pytest.mark.parametrize(
    ("code", "names"), [case[1:] for case in FREE], ids=[case[0] for case in FREE]
)
def test_free_names(code: str, names: str) -> None:
    assert free_names(code) == set(names.split())


def imports_for(code: str, notebook: str, common: tuple[str, ...] = ()) -> list[str]:
    """The lines that the code gets where the notebook's first cell is `notebook`."""
    found = analysed(notebook)
    sources = {
        one.statement: found.statements[one.statement].statement.source for one in found.imports
    }
    pipeline = Pipeline(
        "pkg", "pkg", (), imports=found.imports, import_sources=tuple(sources.items())
    )
    text = import_block(code, pipeline, common, {"Row": "from pkg.rows import Row"})
    ast.parse(text)
    return text.splitlines()


# what is special, notebook's imports, code, lines
CASES = [
    ("only what is read", "import numpy as np\nimport pandas as pd", "x = pd.NA",
     ["import pandas as pd"]),
    ("one name of many", "from m import a, b as c, d", "x = c", ["from m import b as c"]),
    ("one module of many", "import os, json as j, re", "x = j, re",
     ["import json as j", "import re"]),
    ("submodule", "import os.path", "x = os.path.sep", ["import os.path"]),
    ("submodules that bind one name", "import a.b\nimport a.c", "x = a.b.f(a.c)",
     ["import a.b", "import a.c"]),
    ("the last of two", "import json as j\nimport simplejson as j", "x = j",
     ["import simplejson as j"]),
    ("guarded imports stay whole",
     "try:\n    import ujson as j\nexcept ImportError:\n    import json as j",
     "x = j", ["try:", "    import ujson as j", "except ImportError:", "    import json as j"]),
    ("shared definitions", "import re", "x = clean(re)",
     ["from pkg.common import clean", "import re"]),
    ("helpers", "", "load_table(x_file)", ["from pkg.storage import load_table"]),
    ("of our own lines", "", "def main() -> None:\n    typer.run(main)", ["import typer"]),
    ("the notebook's meaning of a name of ours comes first", "from mine import Path", "x = Path",
     ["from mine import Path"]),
    ("given from outside", "", "x = Row", ["from pkg.rows import Row"]),
    ("builtins need none", "", "print(len([]))", []),
    ("future import, read by nobody", "from __future__ import annotations\nimport re", "x = 1",
     ["from __future__ import annotations"]),
    ("star import where a name is left", "from m import *", "x = unknown", ["from m import *"]),
    ("star import where none is left", "from m import *", "x = 1", []),
    ("star import that hides a builtin", "from numpy import *", "x = sum([1])",
     ["from numpy import sum"]),
    ("star import that hides nothing", "from numpy import *", "x = len('')", []),
    ("unknown star import that may hide a builtin", "from m import *", "x = max([1])",
     ["from m import *"]),
    ("unknown star import, and a builtin in an annotation only", "from m import *",
     "def f(x: str) -> None: ...", []),
    ("the later of two star imports", "from numpy import *\nfrom math import *",
     "x = sqrt(sum([1]))", ["from math import sqrt", "from numpy import sum"]),
    ("import behind a star import", "from numpy import *\nfrom math import sqrt", "x = sqrt(1)",
     ["from math import sqrt"]),
    ("import in front of a star import", "from math import sqrt\nfrom numpy import *",
     "x = sqrt(1)", ["from numpy import sqrt"]),
    ("module of a star import", "from pylab import *", "x = np.sum(plt.gcf())",
     ["import numpy as np", "import matplotlib.pyplot as plt"]),
    ("names of pylab are at home elsewhere", "from pylab import *", "plot(randn(2), max([1]))",
     ["from matplotlib.pyplot import plot", "from numpy.random import randn"]),
    ("import that registers something",
     "from sklearn.experimental import enable_iterative_imputer\n"
     "from sklearn.impute import IterativeImputer", "x = IterativeImputer",
     ["from sklearn.impute import IterativeImputer",
      "from sklearn.experimental import enable_iterative_imputer  # noqa: F401"]),
    ("the same where its library is not used",
     "from sklearn.experimental import enable_iterative_imputer", "x = 1", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("notebook", "code", "lines"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_lines(notebook: str, code: str, lines: list[str]) -> None:
    code = code.replace("x_file", "1")
    assert imports_for(code, notebook, common=("clean",)) == lines


def test_name_from_nowhere_is_refused() -> None:
    with pytest.raises(ConversionError) as caught:
        imports_for("x = unknown", "import re")
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "NB231" and "`unknown`" in diagnostic.message


def test_tables_are_right() -> None:
    for name, line in OWN.items():
        assert free_names(name) == {name}
        (node,) = ast.parse(line).body
        assert isinstance(node, ast.Import | ast.ImportFrom)
        assert [alias.asname or alias.name for alias in node.names] == [name]
    assert not OWN.keys() & STORAGE


def test_helpers_are_in_the_templates() -> None:
    loader = environment().loader
    assert loader is not None
    text, *_ = loader.get_source(environment(), "storage.py.jinja")
    for name in STORAGE:
        assert f"def {name}(" in text, name
    assert set(re.findall(r"^def ([a-z]\w*)\(", text, re.MULTILINE)) <= STORAGE | NAMES


# what is special, notebook's imports, how they are written
WRITTEN = [
    ("alias", "import pandas as pd", {"pandas": "pd"}),
    ("a module of a package", "import scipy.stats",
     {"scipy": "scipy", "scipy.stats": "scipy.stats"}),
    ("alias of a module", "import statsmodels.api as sm", {"statsmodels.api": "sm"}),
    ("out of a module", "from scipy import stats as st", {"scipy.stats": "st"}),
    ("a guarded one", "try:\n    import lightgbm as lgb\nexcept ImportError:\n    pass",
     {"lightgbm": ""}),
    ("guarded, and again", "if 1:\n    import numpy as n\nimport numpy as np", {"numpy": "np"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("notebook", "written"), [case[1:] for case in WRITTEN], ids=[case[0] for case in WRITTEN]
)
def test_names_of_modules(notebook: str, written: dict[str, str]) -> None:
    found = analysed(notebook)
    sources = tuple(
        (one.statement, found.statements[one.statement].statement.source) for one in found.imports
    )
    pipeline = Pipeline("pkg", "pkg", (), imports=found.imports, import_sources=sources)
    assert names_of_modules(pipeline) == written
