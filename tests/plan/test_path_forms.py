"""Each form of path in a notebook becomes a parameter, and the package runs elsewhere."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError
from nb2prod.emit.package_files import files_of
from tests.support.cases import describe
from tests.support.differential import compare_here

FILES = {
    "data/train.csv": "a,b\n1,2\n3,4\n",
    "data/test.csv": "a,b\n5,6\n",
    "data/sub/x_1.csv": "a,b\n1,1\n",
    "data/sub/x_2.csv": "a,b\n2,2\n",
    "train.csv": "a,b\n7,7\n",
    "test.csv": "a,b\n8,8\n",
    "p/train/data.csv": "a,b\n1,1\n",
    "p/test/data.csv": "a,b\n2,2\n",
    "data/naïve 日本.csv": "a,b\n1,1\n",
    "data/日本.csv": "a,b\n1,1\n",
    "data/class.csv": "a,b\n1,1\n",
    "data/2020.csv": "a,b\n1,1\n",
    f"data/{'x' * 90}1.csv": "a,b\n1,1\n",
    f"data/{'x' * 90}2.csv": "a,b\n2,2\n",
}
IMPORTS = """# %% tags=["imports"]
import glob
import os
from dataclasses import dataclass
from os.path import join
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

"""
READ = "df = pd.read_csv({})"
LOOP = """parts = []
for name in ["train", "test"]:
    parts.append(pd.read_csv({}))
df = pd.concat(parts)"""


def notebook(body: str, functions: str = "") -> str:
    cell = f'# %% tags=["functions"]\n{functions}\n\n' if functions else ""
    end = '\nprint("read")\n\n# %% tags=["evaluate"]\nprint(df.values.tolist())\n'
    return f'{IMPORTS}{cell}# %% tags=["preprocess"]\n{body}{end}'


def converted_and_same(source: str, tmp_path: Path, parameters: str) -> dict[str, str]:
    """Convert, compare the two runs, and give the package's files."""
    place = tmp_path / "notebook"
    for name, text in FILES.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    path = place / "forms.py"
    path.write_text(source, encoding="utf-8")
    conversion = convert(path, emit=files_of)
    files = {name for stage in describe(conversion)[0] for name in stage.files}
    assert files == set(parameters.split())
    outcome = compare_here(path, tmp_path / "run")
    assert outcome.kind == "same", outcome.detail
    return conversion.files


CONSTANT = [
    ("", "'data/train.csv'"),
    ("", "r'data/train.csv'"),
    ("", "'data/' 'train.csv'"),
    ("", "'./data//train.csv'"),
    ("D = 'data/'", "D + 'train.csv'"),
    ("D = 'data'", "'%s/%s.csv' % (D, 'train')"),
    ("n = 'train'", "'data/%(n)s.csv' % {'n': n}"),
    ("D = 'data'", "'{}/{}.csv'.format(D, 'train')"),
    ("D = 'data'", "'{d}/{n}.csv'.format(d=D, n='train')"),
    ("D = 'data'", "f'{D}/train.csv'"),
    ("D = 'data'", "os.path.join(D, 'train.csv')"),
    ("D = 'data'", "join(D, 'train.csv')"),
    ("", "os.path.join(os.getcwd(), 'data', 'train.csv')"),
    ("", "os.path.abspath('data/train.csv')"),
    ("F = 'data/test.csv'", "os.path.join(os.path.dirname(F), 'train.csv')"),
    ("", "Path('data', 'train.csv')"),
    ("D = Path('data')", "D / 'train.csv'"),
    ("D = Path('data')", "D.joinpath('train.csv')"),
    ("F = Path('data/test.csv')", "F.parent / 'train.csv'"),
    ("F = Path('data/train.txt')", "F.with_suffix('.csv')"),
    ("", "Path.cwd() / 'data' / 'train.csv'"),
    ("", "Path('data/train.csv').resolve()"),
    ("P = {'train': 'data/train.csv'}", "P['train']"),
    ("P = ['data/train.csv', 'data/test.csv']", "P[0]"),
    ("P = {'data': {'train': 'data/train.csv'}, 'lr': 1}", "P['data']['train']"),
    ("P = {}\nP['t'] = 'data/train.csv'\nP['lr'] = 1", "P['t']"),
    ("P = {'t': 'data/test.csv'}\nP['t'] = 'data/train.csv'", "P['t']"),
    ("A, B = 'data/train.csv', 1", "A"),
    ("p = 'data'\np += '/train.csv'", "p"),
    ("class C:\n    D = 'data'", "os.path.join(C.D, 'train.csv')"),
    ("class C:\n    D = Path('data')\n    T = D / 'train.csv'", "C.T"),
    ("class C:\n    p = 'data/train.csv'\nc = C()", "c.p"),
    ("class C:\n    def __init__(self):\n        self.p = 'data/train.csv'\nc = C()", "c.p"),
    ("@dataclass\nclass C:\n    p: str = 'data/train.csv'\nc = C()", "c.p"),
    ("c = SimpleNamespace(p='data/train.csv', lr=1)", "c.p"),
    ("", "os.getenv('NB2PROD_NOT_SET', 'data/train.csv')"),
    ("D = os.environ.get('NB2PROD_NOT_SET', 'data')", "os.path.join(D, 'train.csv')"),
    ("D = os.getenv('NB2PROD_NOT_SET') or 'data'", "f'{D}/train.csv'"),
]


@pytest.mark.parametrize(("setup", "path"), CONSTANT)
def test_constant(setup: str, path: str, tmp_path: Path) -> None:
    source = notebook(f"{setup}\n{READ.format(path)}")
    files = converted_and_same(source, tmp_path, "train_file")
    assert "read_csv(train_file)" in files["forms/preprocess.py"]


VARIABLE = [
    ("", "name + '.csv'"),
    ("", "f'{name}.csv'"),
    ("", "'{}.csv'.format(name)"),
    ("", "'%s.csv' % name"),
    ("", "f'data/{name}.csv'"),
    ("", "'data/' + name + '.csv'"),
    ("", "'data/{}.csv'.format(name)"),
    ("", "'data/%s.csv' % name"),
    ("", "os.path.join('data', name + '.csv')"),
    ("", "Path('data') / f'{name}.csv'"),
    ("", "Path(f'data/{name}.csv')"),
    ("D = 'data'", "D + '/' + name + '.csv'"),
    ("D = 'data/'", "D + name + '.csv'"),
    ("D = 'data/'", "'{}{}.csv'.format(D, name)"),
    ("D = 'data'", "'%s/%s.csv' % (D, name)"),
    ("D = Path('data')", "D / (name + '.csv')"),
]


@pytest.mark.parametrize(("setup", "path"), VARIABLE)
def test_variable_end(setup: str, path: str, tmp_path: Path) -> None:
    converted_and_same(notebook(f"{setup}\n{LOOP.format(path)}"), tmp_path, "data_dir")


@pytest.mark.parametrize(
    "files",
    [
        "f) for f in sorted(glob.glob('data/sub/*.csv'))",
        "f) for f in sorted(glob.glob(os.path.join('data', 'sub', 'x_*.csv')))",
        "f) for f in sorted(Path('data/sub').glob('*.csv'))",
        "os.path.join('data/sub', f)) for f in sorted(os.listdir('data/sub'))",
        "'data/sub/' + f) for f in sorted(os.listdir('data/sub'))",
    ],
)
def test_folder(files: str, tmp_path: Path) -> None:
    body = f"df = pd.concat([pd.read_csv({files}])"
    converted_and_same(notebook(body), tmp_path, "sub_dir")


FUNCTIONS = [
    ("def load():\n    return pd.read_csv('data/train.csv')", "load()", "train_file"),
    ("def load(p='data/train.csv'):\n    return pd.read_csv(p)", "load()", "train_file"),
    ("def load(n=1, p='data/train.csv'):\n    return pd.read_csv(p) * n", "load(2)", "train_file"),
    ("def load(*, p='data/train.csv'):\n    return pd.read_csv(p)", "load()", "train_file"),
    ("def load(p='data/train.csv'):\n    return pd.read_csv(p)\n"
     "def outer():\n    return load()", "outer()", "train_file"),
    ("def load(p='data/train.csv'):\n    return pd.read_csv(p)",
     "pd.concat([load(), load(p='data/test.csv')])", "train_file test_file"),
    ("def load(p):\n    print('loading ' + p.split('/')[-1])\n    return pd.read_csv(p)",
     "load('data/train.csv')", "train_file"),
    ("def load(n, d='data/'):\n    return pd.read_csv(d + n)", "load('train.csv')", "data_dir"),
    ("def load(n, d='data/'):\n    return pd.read_csv(f'{d}{n}')", "load('train.csv')", "data_dir"),
    ("def load(d, n):\n    return pd.read_csv(Path(d) / n)", "load('data', 'train.csv')",
     "data_dir"),
    ("def load(n):\n    return pd.read_csv('data/' + n)", "load('train.csv')", "data_dir"),
    ("load = lambda n: pd.read_csv('data/' + n)", "load('train.csv')", "data_dir"),
    ("class L:\n    def __init__(self, d):\n        self.d = d\n"
     "    def load(self, n):\n        return pd.read_csv(os.path.join(self.d, n))",
     "L('data').load('train.csv')", "data_dir"),
    ("class L:\n    def __init__(self, p='data/train.csv'):\n        self.p = p\n"
     "    def load(self):\n        return pd.read_csv(self.p)", "L().load()", "train_file"),
]  # fmt: skip


@pytest.mark.parametrize(("functions", "call", "parameters"), FUNCTIONS)
def test_function(functions: str, call: str, parameters: str, tmp_path: Path) -> None:
    converted_and_same(notebook(f"df = {call}", functions), tmp_path, parameters)


WRITTEN = [
    "df.to_csv('x.csv', index=False)\ndf = pd.read_csv('x.csv')",
    "for c in df:\n    df[[c]].to_csv(f'col_{c}.csv', index=False)\ndf = pd.read_csv('col_a.csv')",
    "os.makedirs('o', exist_ok=True)\nfor c in df:\n    df[[c]].to_csv(f'o/{c}.csv', index=False)\n"
    "df = pd.concat([pd.read_csv(f) for f in sorted(glob.glob('o/*.csv'))])",
    "os.makedirs('o', exist_ok=True)\ndf.to_csv('o/x.csv', index=False)\n"
    "df = pd.concat([pd.read_csv(f) for f in sorted(glob.glob('o/*.csv'))])",
    "os.makedirs('a', exist_ok=True)\nos.makedirs('b', exist_ok=True)\n"
    "df.to_csv('a/x.csv', index=False)\n(df * 2).to_csv('b/x.csv', index=False)\n"
    "df = pd.concat([pd.read_csv('a/x.csv'), pd.read_csv('b/x.csv')])",
]


ASKED = [
    "os.makedirs('o/p', exist_ok=True)\nprint(os.path.isdir('o/p'))",
    "if not os.path.exists('o'):\n    os.makedirs('o')\nprint(os.path.exists('o'))",
    "os.makedirs('o')\nif os.path.isdir('o'):\n    df.to_csv('o/x.csv', index=False)\n"
    "print(os.listdir('o'))",
    "os.makedirs('o')\n\n# %% tags=[\"evaluate\"]\nprint(os.path.isdir('o'))",
]


@pytest.mark.parametrize("body", ASKED)
def test_folder_that_is_made_and_asked_for(body: str, tmp_path: Path) -> None:
    parameters = "train_file o_dir" if "evaluate" in body else "train_file"
    source = notebook(f"df = pd.read_csv('data/train.csv')\n{body}")
    converted_and_same(source, tmp_path, parameters)


@pytest.mark.parametrize("body", WRITTEN)
def test_written_then_read(body: str, tmp_path: Path) -> None:
    source = notebook(f"df = pd.read_csv('data/train.csv')\n{body}")
    converted_and_same(source, tmp_path, "train_file")


def test_folder_that_one_stage_fills_and_another_lists(tmp_path: Path) -> None:
    body = """df = pd.read_csv('data/train.csv')
os.makedirs('o', exist_ok=True)
for c in df:
    df[[c]].to_csv(f'o/{c}.csv', index=False)

# %% tags=["evaluate"]
for f in sorted(glob.glob('o/*.csv')):
    print(pd.read_csv(f).values.tolist())"""
    converted_and_same(notebook(body), tmp_path, "train_file o_dir")


@pytest.mark.parametrize(
    ("one", "two", "parameters"),
    [
        ("p/train/data.csv", "p/test/data.csv", "train_data_file test_data_file"),
        ("data/naïve 日本.csv", "data/日本.csv", "naive_file value_file"),
        ("data/class.csv", "data/2020.csv", "class_file n2020_file"),
        ("./data/train.csv", "data/train.csv", "train_file"),
        (f"data/{'x' * 90}1.csv", f"data/{'x' * 90}2.csv",
         f"{'x' * 60}_file {'x' * 60}_file_2"),
    ],
)  # fmt: skip
def test_odd_names(one: str, two: str, parameters: str, tmp_path: Path) -> None:
    body = f"df = pd.concat([pd.read_csv({one!r}), pd.read_csv({two!r})])"
    converted_and_same(notebook(body), tmp_path, parameters)


@pytest.mark.parametrize(
    "line",
    [
        "df['label'] = 'n/a'",
        "df['kind'] = 'input/output'",
        "df = df.rename(columns={'a': 'data/train.csv'})",
        "df['day'] = '2020/01/02'",
        "df['ok'] = df['b'].astype(str).str.contains(r'data/.*\\.csv')",
        "print('https://example.com/v1/items.json'.split('/')[-1])",
        "print('data/x.csv'.replace('/', '-'))",
    ],
)
def test_no_false_lift(line: str, tmp_path: Path) -> None:
    source = notebook(f"df = pd.read_csv('data/train.csv')\n{line}")
    files = converted_and_same(source, tmp_path, "train_file")
    assert line.split("=")[-1].strip().strip("\"'")[:8] in files["forms/preprocess.py"]


ABSOLUTE = [
    ("FILES = ['{0}/data/train.csv', '{0}/data/test.csv']", "FILES", "data_dir"),
    ("", "['{0}/data/train.csv', '{0}/data/test.csv']", "data_dir"),
    ("", "('{0}/data/sub/../train.csv', '{0}/data/test.csv')", ""),
    ("", "{{'a': '{0}/data/train.csv', 'b': '{0}/data/test.csv'}}.values()", "data_dir"),
    ("", "['{0}/p/train/data.csv', '{0}/p//test/data.csv']", "p_dir"),
]


@pytest.mark.parametrize(("setup", "items", "parameter"), ABSOLUTE)
def test_absolute_paths_of_a_loop(setup: str, items: str, parameter: str, tmp_path: Path) -> None:
    lines = ["parts = []", f"for name in {items}:", "    parts.append(pd.read_csv(name))"]
    body = "\n".join([setup, *lines, "df = pd.concat(parts)"]).format(tmp_path / "notebook")
    files = converted_and_same(notebook(body), tmp_path, parameter)
    assert ("read_csv(name)" in files["forms/preprocess.py"]) is not bool(parameter)


def test_absolute_paths_of_a_loop_that_a_stage_writes(tmp_path: Path) -> None:
    body = f"df = pd.read_csv('data/train.csv')\ndf.to_csv('{tmp_path}/made.csv')"
    items = f"['{tmp_path}/made.csv', '{tmp_path}/other.csv']"
    loop = f"for name in {items}:\n    print(open(name).read())"
    path = tmp_path / "forms.py"
    path.write_text(f'{notebook(body)}\n\n# %% tags=["evaluate"]\n{loop}\n')
    with pytest.raises(ConversionError, match="made.csv"):
        convert(path)


MAPPED = [
    ("pd.concat(map(pd.read_csv, ['data/train.csv', 'data/test.csv']))", "train_file test_file"),
    ("pd.concat(pd.read_csv(f) for f in map(open, ('data/train.csv',)))", "train_file"),
    ("pd.DataFrame([list(map(len, ['data/train.csv', 'data/test.csv']))])", ""),
]


@pytest.mark.parametrize(("value", "parameters"), MAPPED)
def test_function_mapped_over_paths(value: str, parameters: str, tmp_path: Path) -> None:
    converted_and_same(notebook(f"df = {value}"), tmp_path, parameters)


def test_function_mapped_over_paths_that_are_named(tmp_path: Path) -> None:
    body = "PATHS = ['data/train.csv']\ndf = pd.concat(map(pd.read_csv, PATHS))"
    path = tmp_path / "forms.py"
    path.write_text(notebook(body))
    assert [n.code for n in convert(path).notes if "PATHS" in n.message] == ["NB221"]


LATER = [
    "Q = P\nQ['t'] = 'data/test.csv'",
    "for name in ['test']:\n    P['t'] = f'data/{name}.csv'",
    "P.update(t='data/test.csv')",
    "def other():\n    P['t'] = 'data/test.csv'\nother()",
]


@pytest.mark.parametrize("change", LATER)
def test_path_in_a_dict_that_changes_behind_its_back(change: str, tmp_path: Path) -> None:
    body = f"P = {{}}\nP['t'] = 'data/train.csv'\n{change}\ndf = pd.read_csv(P['t'])"
    path = tmp_path / "forms.py"
    path.write_text(notebook(body))
    text = convert(path).files["forms/preprocess.py"]
    assert "read_csv(P['t'])".replace("'", '"') in text


def test_path_in_a_dict_is_that_of_the_moment(tmp_path: Path) -> None:
    body = "P = {}\nP['t'] = 'data/train.csv'\ndf = pd.read_csv(P['t'])"
    body += "\nP['t'] = 'data/test.csv'\ndf = pd.concat([df, pd.read_csv(P['t'])])"
    files = converted_and_same(notebook(body), tmp_path, "train_file test_file")
    text = files["forms/preprocess.py"]
    assert text.index("read_csv(train_file)") < text.index("read_csv(test_file)")


@pytest.mark.parametrize(
    "address",
    [
        '"https://example.org/d/" + NAME',
        'f"https://example.org/d/{NAME}.csv"',
        '"https://example.org/rates?token=" + NAME',
        '"s3://bucket/d/part-" + NAME',
        "BASE + NAME",
    ],
)
def test_address_with_a_variable_end_stays(tmp_path: Path, address: str) -> None:
    path = tmp_path / "read.py"
    names = 'BASE = "https://example.org/"\nNAME = os.environ["NAME"]\n'
    path.write_text(notebook(names + READ.format(address)))
    conversion = convert(path)
    assert f"pd.read_csv({address})" in "".join(conversion.files.values())
    (found,) = (note for note in conversion.notes if note.code == "NB221")
    assert "address with a variable end" in found.advice
