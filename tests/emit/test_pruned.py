"""Expressions that compute something for nobody are left out of functions."""

import pytest

from nb2prod.emit.pruned import pruned
from nb2prod.emit.tidy import tidy

HEAD = (
    "import os\nimport random\nfrom pathlib import Path\n\n"
    "import numpy as np\nimport pandas as pd\n\n\n"
)

# what is special, body of a function, what is left of it (None: all)
CASES = [
    ("a display in a loop", "    for x in xs:\n        x.head()\n        print(x)\n",
     "    for x in xs:\n        print(x)\n"),
    ("the only statement of a block", "    if xs:\n        xs.head()\n", None),
    ("a selection", "    xs.loc[xs.a > 1]\n    print(xs)\n", "    print(xs)\n"),
    ("a path", "    os.path.join(xs, 'a')\n    print(xs)\n", "    print(xs)\n"),
    ("a folder", "    Path(xs) / 'a'\n    Path.cwd().resolve().parent\n    print(xs)\n",
     "    print(xs)\n"),
    ("a folder that is made", "    Path(xs).mkdir()\n    xs.resolve()\n    print(xs)\n", None),
    ("a comment of its own", "    print(xs)\n\n    # how many\n    len(xs)\n\n    print(1)\n",
     "    print(xs)\n\n\n    print(1)\n"),
    ("a comment of more", "    # all\n    len(xs)\n    print(xs)\n", "    # all\n    print(xs)\n"),
    ("over several lines", "    xs.loc[\n        xs.a > 1\n    ]\n    print(xs)\n",
     "    print(xs)\n"),
    ("an unknown function", "    f(xs)\n    print(xs)\n", None),
    ("a change", "    xs.append(1)\n    xs.drop('a', inplace=True)\n    print(xs)\n", None),
    ("random numbers", "    np.random.rand(3)\n    random.random()\n    print(xs)\n", None),
    ("a random choice", "    xs.sample(3)\n    print(xs)\n", None),
    ("a random state", "    np.random.seed(1)\n    np.random.set_state(xs)\n    print(xs)\n", None),
    ("an argument that changes", "    np.fill_diagonal(xs, 0)\n    print(xs)\n", None),
    ("a figure", "    ax.bar(xs, xs)\n    xs.plot()\n    xs.hist()\n    print(xs)\n", None),
    ("a key that may be made", "    xs['a']\n    len(xs[0])\n    print(xs)\n", None),
    ("a function that is called", "    xs.apply(f)\n    list(map(f, xs))\n    print(xs)\n", None),
    ("a method of whatever it is", "    xs.predict()\n    xs.describe()\n    xs.transform(1)\n"
     "    print(xs)\n", None),
    ("a setting", "    pd.set_option('a', 1)\n    xs.info()\n    print(xs)\n", None),
    ("a file", "    pd.read_csv(xs)\n    print(xs)\n", None),
    ("an iterator", "    next(xs)\n    print(xs)\n", None),
    ("a name that is bound", "    len = xs.f\n    len(xs)\n    print(xs)\n", None),
    ("a docstring", '    """What."""\n    print(xs)\n', None),
    ("an await", "    yield xs\n    print(xs)\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "left"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_pruned(body: str, left: str | None) -> None:
    made = pruned(f"{HEAD}def g(xs):\n{body}")
    assert made == f"{HEAD}def g(xs):\n{body if left is None else left}"


def test_statements_of_a_module_stay() -> None:
    assert pruned("xs = [1]\nlen(xs)\n") == "xs = [1]\nlen(xs)\n"


def test_what_is_only_bound_in_a_block_goes_with_what_it_reads() -> None:
    start, end = "def g(xs):\n    for x in xs:\n", "        print(x)\n"
    code = f"{start}        y = x.copy()\n        z = y.head()\n{end}"
    assert tidy({"a.py": code})["a.py"] == start + end
