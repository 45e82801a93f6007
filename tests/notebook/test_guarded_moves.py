"""Moves to another folder that a test of the folder guards, as they go in the notebook's own."""

from pathlib import PurePosixPath

import pytest

from nb2prod.notebook.guarded_moves import without_guard

HERE = PurePosixPath("/home/ada/titanic/notebooks")
UP = "os.chdir('..')"
GONE = ""

# the test, what becomes of `if TEST: os.chdir("..")`
TESTS = [
    ("os.path.basename(os.getcwd()) == 'notebooks'", UP),
    ("'notebooks' == Path.cwd().name", UP),
    ("Path().resolve().name == 'titanic'", GONE),
    ("os.path.split(os.getcwd())[1] != 'notebooks'", GONE),
    ("os.getcwd().split('/')[-1] == 'notebooks'", UP),
    ("Path.cwd().parts[-1] == 'notebooks'", UP),
    ("os.getcwd().endswith('notebooks')", UP),
    ("os.getcwd().endswith('titanic/notebooks')", UP),
    ("'notebook' in os.getcwd()", UP),
    ("'src' not in str(Path.cwd())", UP),
    ("os.getcwd() == 'C:\\\\work\\\\titanic\\\\notebooks'", UP),
    ("Path(os.getcwd()) == Path('/mnt/titanic')", GONE),
    ("Path.cwd() == START", UP),
    ("os.environ.get('QUARTO_PROJECT_ROOT') is None", UP),
    ("os.getenv('CI')", GONE),
    ("not os.environ.get('CI')", UP),
    ("'COLAB_GPU' in os.environ", GONE),
    ("not (os.getcwd().endswith('src'))", UP),
]


@pytest.mark.parametrize(("test", "left"), TESTS, ids=[test for test, _ in TESTS])
def test_guard(test: str, left: str) -> None:
    head = "START = '/home/bob/notebooks'\n"
    told = without_guard(f"{head}if {test}:\n    {UP}\nx = 1", HERE)
    assert [line for line in told.split("\n") if line] == [
        head.strip(),
        *([left] if left else []),
        "x = 1",
    ]


OTHERS = [
    ("a loop", "while os.path.basename(os.getcwd()) != 'ada':\n    os.chdir('..')",
     "os.chdir('../..')"),
    ("a loop that ends nowhere", "while Path.cwd().name != 'eve':\n    os.chdir('..')", None),
    ("both branches", "if Path.cwd().name == 'notebooks':\n    os.chdir('..')\n"
     "else:\n    print('root')", "os.chdir('..')"),
    ("more than a move", "if Path.cwd().name == 'notebooks':\n    os.chdir('..')\n    x = 1", None),
    ("a file asked for", "if not os.path.exists('data'):\n    os.chdir('..')", None),
    ("a computed name", "if Path.cwd().name == name():\n    os.chdir('..')", None),
    ("no move", "if Path.cwd().name == 'notebooks':\n    print('here')", None),
]  # fmt: skip


@pytest.mark.parametrize(("source", "left"), [o[1:] for o in OTHERS], ids=[o[0] for o in OTHERS])
def test_other_forms(source: str, left: str | None) -> None:
    told = without_guard(source, HERE)
    assert told.strip() == (source if left is None else left)
