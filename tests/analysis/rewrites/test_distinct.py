"""What is bound under the name of something else gets another name; the notebook does the same.

Cells stand between lines of `---`; all are of one stage but where a table says so.
"""

import contextlib
import io

import pytest

from nb2prod.analysis.rewrites.distinct import distinct, mixed_names
from nb2prod.analysis.syntax.top_level import statements_of
from nb2prod.notebook.model import Cell, Notebook, Role

MEAN = "from statistics import mean as score\n"
MAX = "def score(xs):\n    return max(xs)\n"
USE = "print(score([1, 2, 6]))\n"


def notebook(text: str, roles: dict[int, Role] | None = None) -> Notebook:
    cells = text.split("---\n")
    roles = roles or {}
    return Notebook(
        "test",
        tuple(Cell(n, f"c{n}", roles.get(n, Role.TRAIN), c) for n, c in enumerate(cells, 1)),
    )


def text_of(made: Notebook) -> str:
    return "---\n".join(cell.source for cell in made.cells)


def printed(text: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(text.replace("---\n", ""), "cells", "exec"), {"__name__": "__main__"})
    return out.getvalue()


LEFT = {
    "beside a look into the notebook": f"{MEAN}{USE}---\n{MAX}{USE}print(len(vars()) > 1)\n",
    "beside looks into who knows what": (
        f"import types\n{MEAN}{USE}---\n{MAX}{USE}"
        "print([*map(vars, [types.SimpleNamespace(a=1)])])\n"
    ),
    "one import": MEAN + USE,
    "one definition": MAX + USE,
    "imported twice": f"{MEAN}{USE}---\n{MEAN}{USE}",
    "imported in two ways": "import os.path\nprint(os.sep)\n---\nimport os\nprint(os.sep)\n",
    "two parts of one package": "import os.path\nimport os\nprint(os.sep)\n",
    "one thing of two modules": (
        "from unittest import TestCase\nprint(TestCase.__mro__[-1])\n---\n"
        "from unittest.case import TestCase\nprint(TestCase.__mro__[-1])\n"
    ),
    "a fallback beside an import": (
        "try:\n    import nothing_here as js\nexcept ImportError:\n    import json as js\n"
        "print(js.dumps(1))\n"
    ),
    "a fallback, again": (
        "import json as js\nprint(js.dumps(1))\n---\n"
        "try:\n    import json as js\nexcept ImportError:\n    js = None\nprint(js.dumps(1))\n"
    ),
    "an import that nothing uses": f"{MEAN}---\n{MAX}{USE}",
    "a definition that nothing uses": f"{MAX}---\n{MEAN}{USE}",
    "nothing uses the later one": f"{MEAN}{USE}---\n{MAX}",
    "a definition that is replaced before any use": f"{MAX}---\ndef score(xs): return 3\n{USE}",
    "a method of the name": (
        f"{MEAN}class Model:\n    def score(self, xs):\n        return score(xs)\n"
        "print(Model().score([1, 2]), score([3]))\n"
    ),
    "an attribute of the name": f"{MEAN}class A: pass\nA.score = 1\nprint(A.score)\n{USE}",
    "a keyword of the name": f"{MEAN}print(dict(score=score([2])))\n",
    "a parameter of the name": f"{MEAN}def f(score):\n    return score\nprint(f(1))\n{USE}",
    "a variable of a function": (
        f"{MEAN}def f():\n    score = 1\n    return score\nprint(f())\n{USE}"
    ),
    "a variable of a comprehension": f"{MEAN}print([score for score in range(2)])\n{USE}",
    "an import in a function": (
        f"{MAX}def f(xs):\n    from statistics import mean as score\n    return score(xs)\n"
        f"print(f([1, 2]))\n{USE}"
    ),
    "a star import": f"from math import *\n{MEAN}{USE}",
    "an error of the name": (
        f"{MEAN}{USE}---\n{MAX}{USE}try:\n    1 / 0\nexcept ZeroDivisionError as score:\n"
        "    print(score)\n"
    ),
    "looked up by its text": f"{MEAN}{USE}---\n{MAX}print(eval('score')([1, 2]))\n",
    "bound by a function": (
        f"{MEAN}{USE}---\n{MAX}def f():\n    global score\n    score = 3\n{USE}"
    ),
    "called under both": (
        f"{MEAN}def f(xs):\n    return score(xs)\nprint(f([1, 2, 6]))\n---\n{MAX}print(f([1, 5]))\n"
    ),
    "kept under one, called under the other": (
        f"{MEAN}def f(xs):\n    return score(xs)\ng = f\n---\n{MAX}print(g([1, 5]))\n"
    ),
    "methods called under both": (
        f"{MEAN}class A:\n    def f(self, xs):\n        return score(xs)\na = A()\n"
        f"print(a.f([1, 5]))\n---\n{MAX}print(a.f([1, 5]))\n"
    ),
    "one of two on the way": (
        f"{MEAN}for n in range(2):\n    {USE}---\nfor n in []:\n    print(score)\n"
    ),
    "Python's own under both": (
        "def f(xs):\n    return sum(xs)\nprint(f([1]))\n---\nfrom math import fsum as sum\n"
        "print(f([1]))\n"
    ),
    "two classes that show their name": (
        "from enum import Enum\nclass A(Enum):\n    x = 1\nprint(A.x)\n---\n"
        "class A(Enum):\n    x = 2\nprint(A.x)\n"
    ),
}


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_left_as_it_is(text: str) -> None:
    made = distinct(notebook(text))
    assert text_of(made) == text
    assert not made.notes


# the program, and lines that it has then
RENAMED = {
    "beside a look into an object": (
        f"import types\n{MEAN}{USE}---\n{MAX}{USE}print(vars(types.SimpleNamespace(a=1)))\n",
        "def score_2(xs):; print(score_2([1, 2, 6]))",
    ),
    "import, definition": (
        f"{MEAN}{USE}---\n{MAX}{USE}",
        "def score_2(xs):; print(score_2([1, 2, 6]))",
    ),
    "definition, import": (
        f"{MAX}{USE}---\n{MEAN}{USE}",
        "from statistics import mean as score_statistics; print(score_statistics([1, 2, 6]))",
    ),
    "two imports of two modules": (
        f"{MEAN}{USE}---\nfrom numpy import max as score\n{USE}",
        "from numpy import max as score_numpy; print(score_numpy([1, 2, 6]))",
    ),
    "two imports of one module": (
        f"{MEAN}{USE}---\nfrom statistics import median as score\n{USE}",
        "from statistics import median as score_median",
    ),
    "without `as`": (
        "from statistics import mean\nprint(mean([1, 2]))\n---\n"
        "from numpy import (\n    std,\n    mean,\n)\nprint(mean([1, 2]), std([1]))\n",
        "    mean as mean_numpy,; print(mean_numpy([1, 2]), std([1]))",
    ),
    "a module and what is in it": (
        "import glob\nprint(glob.glob('no*'))\n---\nfrom glob import glob\nprint(glob('no*'))\n",
        "from glob import glob as glob_glob; print(glob_glob('no*'))",
    ),
    "what is in a module, and the module": (
        "from glob import glob\nprint(glob('no*'))\n---\nimport glob\nprint(glob.glob('no*'))\n",
        "import glob as glob_module; print(glob_module.glob('no*'))",
    ),
    "first again": (
        f"{MEAN}{USE}---\n{MAX}{USE}---\n{MEAN}{USE}",
        "print(score_2([1, 2, 6])); print(score([1, 2, 6]))",
    ),
    "three": (
        f"{MEAN}{USE}---\n{MAX}{USE}---\ndef score(xs):\n    return 1\n{USE}",
        "def score_2(xs):; def score_3(xs):",
    ),
    "two definitions": (
        f"{MAX}{USE}---\ndef score(xs): return 1\n{USE}",
        "print(score_2([1, 2, 6]))",
    ),
    "an import and a class": (
        "from collections import Counter\nprint(Counter('a'))\n---\n"
        "class Counter:\n    def again(self): return Counter()\nprint(Counter().again() is None)\n",
        "class Counter_2:; print(Counter_2().again() is None)",
    ),
    "a class that shows its name keeps it": (
        "from collections import Counter\nprint(Counter('a'))\n---\n"
        "from dataclasses import dataclass\n@dataclass\nclass Counter:\n    x: int\n"
        "print(Counter(1))\n",
        "from collections import Counter as Counter_collections; class Counter:",
    ),
    "a function that is taken for a label keeps its name": (
        f"{MEAN}{USE}---\n{MAX}import pandas as pd\nprint(pd.Series([1, 2]).agg([score, 'sum']))\n",
        "from statistics import mean as score_statistics; def score(xs):",
    ),
    "two names in one f-string": (
        "from statistics import mean as a, mode as b\nprint(f'{a([1])} {b([2])}')\n---\n"
        "def a(x): return 7\ndef b(x): return 8\nprint(f'{a(1)} {b(2)}')\n",
        "print(f'{a_2(1)} {b_2(2)}')",
    ),
    "a helper that is defined anew": (
        "def f(xs): return score(xs)\ndef b(x): return 8\n"
        f"{MEAN}print(f([1, 5]))\n---\n{MAX}def f(xs): return score(xs)\nprint(f([1, 5]))\n",
        "def f_2(xs): return score_2(xs)",
    ),
    "a decorated function": (
        f"import functools\n{MEAN}{USE}---\n@functools.cache\n{MAX}print(score((1, 2)))\n",
        "@functools.cache; def score_2(xs):",
    ),
    "a function that calls itself": (
        "from math import factorial\nprint(factorial(3))\n---\n"
        "def factorial(n): return n * factorial(n - 1) if n else 7\nprint(factorial(2))\n",
        "def factorial_2(n): return n * factorial_2(n - 1) if n else 7",
    ),
    "a function takes what holds when it is called": (
        f"def f(xs):\n    return score(xs)\n---\n{MEAN}{USE}---\n{MAX}print(f([1, 5]))\n",
        "    return score_2(xs)",
    ),
    "a function passed on takes what holds from there": (
        f"def f(xs):\n    return score(xs)\n{MEAN}{USE}---\n{MAX}print(list(map(f, [[1, 5]])))\n",
        "    return score_2(xs)",
    ),
    "methods take what holds when the class is used": (
        f"class A:\n    def f(self, xs):\n        return score(xs)\n{MEAN}{USE}---\n{MAX}"
        "print(A().f([1, 5]))\n",
        "        return score_2(xs)",
    ),
    "generators run through at once": (
        f"def f(xs):\n    return sum(score([x]) for x in xs)\n{MEAN}print(f([1, 5]))\n"
        f"---\n{MAX}{USE}",
        "    return sum(score([x]) for x in xs); def score_2(xs):",
    ),
    "defaults take what holds at the definition": (
        f"{MEAN}def f(xs, by=score):\n    return by(xs)\nprint(f([1, 5]))\n---\n{MAX}"
        f"{USE}print(f([1, 5]))\n",
        "def f(xs, by=score):; print(score_2([1, 2, 6]))",
    ),
    "decorators take what holds at the definition": (
        "def twice(f): return lambda x: f(f(x))\n@twice\ndef g(x): return x + 1\n---\n"
        "def twice(x): return 2 * x\nprint(g(1), twice(4))\n",
        "@twice; def twice_2(x): return 2 * x",
    ),
    "annotations take what holds at the definition": (
        "from decimal import Decimal as Number\ndef f(x: Number = 1) -> Number: return x\n---\n"
        "from fractions import Fraction as Number\ndef g(x: Number = 2): return Number(x)\n"
        "y: Number = g()\nprint(f(), y)\n",
        "def g(x: Number_fractions = 2): return Number_fractions(x); y: Number_fractions = g()",
    ),
    "f-strings": (
        f"{MEAN}{USE}---\n{MAX}print(f'score {{score([1, 5])}} {{score([3]):>{{score([4])}}}}')\n",
        "print(f'score {score_2([1, 5])} {score_2([3]):>{score_2([4])}}')",
    ),
    "names that hide it": (
        f"{MEAN}{USE}---\n{MAX}print([score for score in [1]], [score([n]) for n in [1]])\n"
        "print((lambda score: score)(1), dict(score=score([1])), str.count('score', 's'))\n",
        "print([score for score in [1]], [score_2([n]) for n in [1]]); "
        "print((lambda score: score)(1), dict(score=score_2([1])), str.count('score', 's'))",
    ),
    "import, value": (
        f"{MEAN}score = score([1, 2])\nprint(score)\n",
        "score_value = score([1, 2])",
    ),
    "import, value, definition": (
        f"{MEAN}score = score([1, 2])\nprint(score)\n---\n{MAX}{USE}",
        "print(score_value); print(score_2([1, 2, 6]))",
    ),
    "Python's own, then a definition": (
        "print(sum([1, 2]))\n---\ndef sum(xs):\n    return 7\nprint(sum([1, 2]))\n",
        "def sum_2(xs):; print(sum_2([1, 2]))",
    ),
    "Python's own, then an import": (
        "print(sum([1, 2]))\n---\nfrom math import fsum as sum\nprint(sum([1, 2]))\n",
        "from math import fsum as sum_math",
    ),
    "a fallback is one binding": (
        "import pickle as js\nprint(js.loads(js.dumps(1)))\n---\n"
        "try:\n    import nothing_here as js\nexcept ImportError:\n    import json as js\n"
        "print(js.dumps(1))\n",
        "    import nothing_here as js_nothing_here; "
        "    import json as js_nothing_here; print(js_nothing_here.dumps(1))",
    ),
    "imported perhaps, and used by nothing": (
        f"{MEAN}{USE}---\nif len('a'):\n    from math import fsum as score\n",
        "    from math import fsum as score_math; print(score([1, 2, 6]))",
    ),
    "imported inside a statement": (
        f"{MAX}{USE}---\nif 1:\n    from statistics import mean as score\n    {USE}",
        "    from statistics import mean as score_value; print(score([1, 2, 6]))",
    ),
    "defined inside a statement": (
        f"{MEAN}{USE}---\nfor n in [1]:\n    def score(xs):\n        return n\n    {USE}",
        "    def score_value(xs):; print(score([1, 2, 6]))",
    ),
    "assigned inside an expression": (
        f"{MEAN}{USE}---\nprint((score := 3) + 1, score)\n",
        "print((score_value := 3) + 1, score_value)",
    ),
    "a method of the name": (
        f"{MEAN}{USE}---\nif 1:\n    class A:\n        def score(self):\n            return 2\n"
        f"    print(A().score())\n    from math import fsum as score\n    {USE}",
        "        def score(self):; print(score([1, 2, 6]))",
    ),
}


@pytest.mark.parametrize("text, lines", RENAMED.values(), ids=RENAMED)
def test_renamed(text: str, lines: str) -> None:
    made = text_of(distinct(notebook(text)))
    assert not set(lines.split("; ")) - set(made.splitlines())
    assert len(made.splitlines()) == len(text.splitlines())
    assert printed(made) == printed(text)


# an import under a name that is a value too, and the line that it becomes
VALUES = {
    "changed": (
        "from string import digits as xs\nxs += 'ab'\nprint(xs)\n",
        "from string import digits as xs_import; xs = xs_import",
    ),
    "of a name that is bound in a loop": (
        f"{MEAN}for n in range(2):\n    {USE}    score = max\n",
        "from statistics import mean as score_import; score = score_import",
    ),
    "in an expression that may not be evaluated": (
        f"{MEAN}print(0 and (score := max))\n{USE}",
        "from statistics import mean as score_import; score = score_import",
    ),
    "defined on some paths": (
        f"{MEAN}{USE}---\nif len('a'):\n    def score(xs): return 3\n{USE}",
        "from statistics import mean as score_import; score = score_import",
    ),
    "defined inside, calls itself": (
        f"{MEAN}{USE}---\nif [1]:\n    def score(xs):\n        return score(xs[1:]) if xs else 7\n"
        f"    {USE}",
        "from statistics import mean as score_import; score = score_import",
    ),
    "one of several, behind a comment": (
        "from math import (\n    floor as f,\n    ceil as n,  # up\n)  # of math\n"
        "while f(n(2.5)) > 3:\n    n = int\nif n(2.5) > 2:\n    n = abs\nprint(n(2.5))\n",
        ")  # of math",
    ),
    "without `as`": (
        "from math import floor\nfloor = floor(2.5)\nfor n in [1]:\n    floor += 1\n"
        "from math import ceil\nif ceil(1.5) > 2:\n    ceil = abs\nprint(ceil(2.5))\n",
        "from math import ceil as ceil_import; ceil = ceil_import",
    ),
    "two of them": (
        "from math import floor as f\nprint(f(2.5))\nif f(2.5) > 2:\n    f = abs\nprint(f(2.5))\n"
        "from math import ceil as f\nprint(f(2.5))\nif f(2.5) > 2:\n    f = abs\nprint(f(2.5))\n",
        "from math import ceil as f_import_2; f = f_import_2",
    ),
}


@pytest.mark.parametrize("text, line", VALUES.values(), ids=VALUES)
def test_imports_that_become_values(text: str, line: str) -> None:
    made = distinct(notebook(text))
    assert printed(text_of(made)) == printed(text)
    assert len(text_of(made).splitlines()) == len(text.splitlines())
    assert (line in text_of(made).splitlines()) == line.startswith("from")
    assert made.notes


def test_imports_of_two_stages_keep_their_name() -> None:
    text = f"{MEAN}{USE}---\nfrom numpy import max as score\n{USE}"
    assert text_of(distinct(notebook(text, {1: Role.PREPROCESS}))) == text


def test_definitions_may_be_shared_and_do_not() -> None:
    text = f"{MEAN}{USE}---\n{MAX}{USE}"
    assert text_of(distinct(notebook(text, {1: Role.PREPROCESS}))) != text


def test_notes_name_the_first_place_and_both_names() -> None:
    (note,) = distinct(notebook(f"{MAX}{USE}---\n# above\n{MEAN}{USE}")).notes
    assert (note.code, note.place and (note.place.cell, note.place.line)) == ("NB225", (2, 2))
    assert "`statistics.mean` is called `score_statistics`" in note.message


MIXED = {
    "called under both",
    "kept under one, called under the other",
    "methods called under both",
    "Python's own under both",
}


@pytest.mark.parametrize("case", LEFT)
def test_uses_that_may_take_either(case: str) -> None:
    cells = notebook(LEFT[case]).cells
    statements = [s for cell in cells for s in statements_of(cell, 100 * cell.number)]
    assert bool(mixed_names(statements)) == (case in MIXED)
