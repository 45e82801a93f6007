"""Searches for the folder of a project, and moves to it, as they go in the notebook's own."""

from pathlib import Path, PurePosixPath

import pytest

from nb2prod.notebook.folder_search import FolderSearch
from nb2prod.notebook.project_folder import settled

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
    told = settled(f"{head}if {test}:\n    {UP}\nx = 1", FolderSearch(HERE))
    assert [line for line in told.split("\n") if line] == [
        head.strip(),
        *([left] if left else []),
        "x = 1",
    ]


OTHERS = [
    ("a loop", "while os.path.basename(os.getcwd()) != 'ada':\n    os.chdir('..')",
     "os.chdir('../..')"),
    ("one of several, in one line",
     "if os.path.basename(os.getcwd()) in ('notebooks', 'nb'): os.chdir('..')", "os.chdir('..')"),
    ("none of several, in one line", "if Path.cwd().name in {'src', 'nb'}: os.chdir('..')", ""),
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
    told = settled(source, FolderSearch(HERE))
    assert told.strip() == (source if left is None else left)


FIND = (
    "def find_root(start=Path.cwd(), marker='src'):\n    for one in [start, *start.parents]:\n"
    "        if (one / marker).exists():\n            return one\n"
    "    raise FileNotFoundError(marker)\n"
)

# code of a notebook in `work/notebooks`, beside `work/src`; what it becomes, None where nothing
SEARCHES = {
    "a conditional value": ("R = Path.cwd().parent if Path.cwd().name == 'notebooks' "
                            "else Path.cwd()",
                            "R = Path.cwd().parent"),
    "what is there": ("R = Path.cwd() if (Path.cwd() / 'src').is_dir() else Path('..')",
                      "R = Path('..')"),
    "branches": ("if os.getcwd().endswith('notebooks'):\n    R = '..'\nelse:\n    R = '.'",
                 "R = '..'"),
    "one branch": ("R = Path.cwd()\nif not (R / 'src').exists():\n    R = R.parent",
                   "R = Path.cwd()\nR = R.parent"),
    "a loop": ("R = Path.cwd()\nwhile not (R / 'src').exists():\n    R = R.parent",
               "R = Path.cwd()\nR = Path.cwd().parent"),
    "a loop of texts": ("R = os.getcwd()\nwhile 'src' not in os.listdir(R):\n"
                        "    R = os.path.dirname(R)",
                        "R = os.getcwd()\nR = os.path.dirname(os.getcwd())"),
    "the next one": ("R = next(p for p in [Path.cwd(), *Path.cwd().parents] "
                     "if (p / 'src').exists())",
                     "R = Path.cwd().parent"),
    "a loop over folders": ("for p in (Path.cwd(), Path.cwd().parent):\n"
                            "    if (p / 'src').exists():\n        sys.path.insert(0, str(p))\n"
                            "        break",
                            "p = Path.cwd().parent; sys.path.insert(0, str(Path.cwd().parent))"),
    "a function": (f"{FIND}R = find_root()", f"{FIND}R = Path.cwd().parent"),
    "the text of a name": ("H = os.path.dirname(os.path.abspath('__file__'))\n"
                           "R = os.path.join(H, '..')",
                           "H = os.getcwd()\nR = os.path.join(H, '..')"),
    "the folder above a name": ("R = Path('__file__').resolve().parent.parent",
                                "R = Path.cwd().parent"),
    "a file beside a name": ("F = os.path.join(os.path.dirname(os.path.realpath('__file__')), 'a')",
                             "F = os.path.join(os.getcwd(), 'a')"),
    "a name that is no place": ("F = open('__file__')", None),
    "a function that adds": ("def up(*, n=1):\n    import os\n    add = '../' * n\n"
                             "    sys.path.insert(0, os.path.abspath(add))\n    print(add)\n"
                             "up(n=1)",
                             "def up(*, n=1):\n    import os\n    add = '../' * n\n"
                             "    sys.path.insert(0, os.path.abspath(add))\n    print(add)\n"
                             "import sys; sys.path.insert(0, os.path.dirname(os.getcwd()))"),
    "a function that does more": ("def up():\n    sys.path.append('..')\n    load()\nup()", None),
    "a folder below": (f"{FIND}R = find_root(marker='src') / 'src'", None),
    "another place": ("R = Path('/kaggle/input') if Path('/kaggle').exists() "
                      "else Path('..')",
                      "R = Path('..')"),
    "a file of another place": ("F = '/k/a.csv' if Path('/kaggle').exists() else 'a.csv'", None),
    "a variable of the environment": ("F = '/x' if os.environ.get('CI') else 'data'", None),
    "never there": ("R = Path.cwd()\nwhile not (R / 'elsewhere').exists():\n"
                    "    R = R.parent", None),
    "there or not yet": ("F = 'new' if os.path.exists('new') else '..'", None),
    "no folder": ("F = 'a.csv' if os.path.exists('../src') else 'b.csv'", None),
    "a parameter": ("A = 1\nR = '..' if A else '.'", None),
    "more than a search": ("if Path.cwd().name == 'notebooks':\n    R = '..'\n    load(R)", None),
    "a plain value": ("R = Path.cwd().parent", None),
    "an unknown name": ("R = Path.cwd() if TEST else Path('..')", None),
    "changed meanwhile": ("R = Path.cwd()\nR = find(R)\n"
                          "R = R if R.name == 'a' else Path('.')", None),
}  # fmt: skip


@pytest.mark.parametrize(("source", "left"), SEARCHES.values(), ids=SEARCHES)
def test_search(source: str, left: str | None, tmp_path: Path) -> None:
    (tmp_path / "work/src").mkdir(parents=True)
    (tmp_path / "work/notebooks").mkdir()
    told = settled(source, FolderSearch(tmp_path / "work/notebooks"))
    assert [line for line in told.split("\n") if line] == (left or source).rstrip().split("\n")
    assert len(told.split("\n")) == len(source.split("\n"))


def test_names_of_earlier_cells(tmp_path: Path) -> None:
    (tmp_path / "work/src").mkdir(parents=True)
    values = FolderSearch(tmp_path / "work")
    settled(f"from pathlib import Path\n{FIND}MARK = 'src'", values)
    assert settled("R = find_root(marker=MARK)", values) == "R = Path.cwd()"
    settled("MARK = other()", values)
    assert settled("R = find_root(marker=MARK)", values) == "R = find_root(marker=MARK)"
