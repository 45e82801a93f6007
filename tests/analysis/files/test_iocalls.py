"""Calls that touch files are found, with their paths; others are not."""

import ast
import os
from itertools import groupby
from pathlib import Path

import pytest

from nb2prod.analysis.constants.fold import fold
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.files.iocalls import find_io
from nb2prod.analysis.model import IOCall, Type
from nb2prod.knowledge.files import IO_FUNCTIONS
from nb2prod.knowledge.schema import KEYWORD_ONLY, RECEIVER, Access, Else, IOFunction

IMPORTS = {
    "pd": "pandas",
    "np": "numpy",
    "os": "os",
    "io": "io",
    "sys": "sys",
    "glob": "glob",
    "gzip": "gzip",
    "zipfile": "zipfile",
    "h5py": "h5py",
    "plt": "matplotlib.pyplot",
    "joblib": "joblib",
    "pickle": "pickle",
    "json": "json",
    "Path": "pathlib.Path",
    "Image": "PIL.Image",
    "requests": "requests",
    "urllib": "urllib",
    "sqlite3": "sqlite3",
    "copy": "copy",
    "re": "re",
    "shutil": "shutil",
    "AutoModel": "transformers.AutoModel",
}
CONSTANTS: dict[str, object] = {
    "DATA": "data",
    "OUT": "models",
    "FILES": {"train": "train.csv"},
    "NAMES": ["a.csv", "b.csv"],
    "fixed": "old.csv",
}
TYPES = {"df": Type("pandas.DataFrame"), "s": Type("pandas.Series"), "im": Type("PIL.Image.Image")}


def environment(**changes: dict[str, object]) -> Environment:
    constants = {**CONSTANTS, **changes}
    return Environment(
        imports=dict(IMPORTS),
        constants=constants,
        types=dict(TYPES),
        bound=dict.fromkeys((*IMPORTS, *constants, *TYPES)),
    )


def found(source: str, env: Environment | None = None) -> tuple[IOCall, ...]:
    return find_io(ast.parse(source), env or environment())


def short(source: str) -> list[tuple[str, str, str | None]]:
    return [(c.row.name, c.access.name, c.path) for c in found(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("df = pd.read_csv('data/a.csv', sep=';')", [("pandas.read_csv", "READ", "data/a.csv")]),
        ("pd.read_csv(filepath_or_buffer='a.csv')", [("pandas.read_csv", "READ", "a.csv")]),
        ("pd.read_csv(Path('data') / 'a.csv')", [("pandas.read_csv", "READ", "data/a.csv")]),
        ("pd.read_csv(f'{DATA}/a.csv')", [("pandas.read_csv", "READ", "data/a.csv")]),
        ("pd.read_csv(FILES['train'])", [("pandas.read_csv", "READ", "train.csv")]),
        ("pd.read_csv('data\\\\a.csv')", [("pandas.read_csv", "READ", "data/a.csv")]),
        ("pd.read_csv(os.getcwd() + '/a.csv')", [("pandas.read_csv", "READ", "a.csv")]),
        (
            "pd.read_csv('https://x.org/a.csv')",
            [("pandas.read_csv", "READ", "https://x.org/a.csv")],
        ),
        ("df.to_csv('a.csv', mode='a')", [(".to_csv", "WRITE", "a.csv")]),
        ("x = open('a')", [("open", "READ", "a")]),
        ("open('a', 'rb')", [("open", "READ", "a")]),
        ("open('a', 'w')", [("open", "WRITE", "a")]),
        ("open('a', mode='ab')", [("open", "WRITE", "a")]),
        ("open('a', 'x')", [("open", "WRITE", "a")]),
        ("open('a', 'r+')", [("open", "OPEN", "a")]),
        ("open('a', 'w+')", [("open", "OPEN", "a")]),
        ("open('a', mode)", [("open", "OPEN", "a")]),
        ("open('a', **options)", [("open", "OPEN", "a")]),
        ("gzip.open('a.gz', 'wt')", [("gzip.open", "WRITE", "a.gz")]),
        ("h5py.File('a.h5')", [("h5py.File", "READ", "a.h5")]),
        ("h5py.File('a.h5', 'a')", [("h5py.File", "OPEN", "a.h5")]),
        ("sqlite3.connect('a.db')", [("sqlite3.connect", "OPEN", "a.db")]),
        ("Path('a').open('w')", [(".open", "WRITE", "a")]),
        ("Path('a').open()", [(".open", "READ", "a")]),
        ("(Path(DATA) / 'x').read_text()", [(".read_text", "READ", "data/x")]),
        ("Path('a').mkdir(parents=True)", [(".mkdir", "WRITE_DIRECTORY", "a")]),
        ("Path('a').rename('b')", [(".rename", "READ", "a"), (".rename", "WRITE", "b")]),
        ("shutil.copy('a', 'b')", [("shutil.copy", "READ", "a"), ("shutil.copy", "WRITE", "b")]),
        ("plt.savefig('a.png')", [("matplotlib.pyplot.savefig", "WRITE", "a.png")]),
        ("fig.savefig('a.png')", [(".savefig", "WRITE", "a.png")]),
        ("im.save('a.png')", [(".save", "WRITE", "a.png")]),
        (
            "Image.open('a.png').save('b.png')",
            [("PIL.Image.open", "READ", "a.png"), (".save", "WRITE", "b.png")],
        ),
        (
            "zipfile.ZipFile('a.zip').extractall('d')",
            [("zipfile.ZipFile", "READ", "a.zip"), (".extractall", "WRITE_DIRECTORY", "d")],
        ),
        ("json.dump(x, open('a.json', 'w'))", [("open", "WRITE", "a.json")]),
        ("pd.read_csv(open('a.csv'))", [("open", "READ", "a.csv")]),
        ("with open('a.csv') as f:\n    d = pd.read_csv(f)", [("open", "READ", "a.csv")]),
        (
            "with open('a') as f, open('b', 'w') as g:\n    g.write(f.read())",
            [("open", "READ", "a"), ("open", "WRITE", "b")],
        ),
        ("f = open('a.csv')\npd.read_csv(f)", [("open", "READ", "a.csv")]),
        (
            "with pd.ExcelWriter('a.xlsx') as w:\n    df.to_excel(w)",
            [("pandas.ExcelWriter", "WRITE", "a.xlsx")],
        ),
        (
            "pd.concat([pd.read_csv('a.csv'), pd.read_csv('b.csv')])",
            [("pandas.read_csv", "READ", "a.csv"), ("pandas.read_csv", "READ", "b.csv")],
        ),
        (
            "if os.path.exists('m.pkl'):\n    m = joblib.load('m.pkl')",
            [("os.path.exists", "EXISTS", "m.pkl"), ("joblib.load", "READ", "m.pkl")],
        ),
        (
            "pd.read_sql('select 1', 'sqlite:///a.db')",
            [("pandas.read_sql", "READ", "sqlite:///a.db")],
        ),
        ("f'{open(\"a\").read()}'", [("open", "READ", "a")]),
        ("x = [open(p) for p in ('a', 'b')]", [("open", "READ", None)]),
        ("import pandas as pp\npp.read_csv('a')", [("pandas.read_csv", "READ", "a")]),
        ("p = 'a'\nq = p + '.csv'\npd.read_csv(q)", [("pandas.read_csv", "READ", "a.csv")]),
        ("if (p := 'a'):\n    open(p)", [("open", "READ", "a")]),
        ("pd.read_csv(*args)", [("pandas.read_csv", "READ", None)]),
        (
            "for f in Path('d').glob('*'):\n    f.stat()",
            [(".glob", "GLOB", "d"), (".stat", "EXISTS", None)],
        ),
    ],
)
def test_found(source: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert short(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "df.to_csv()",
        "df.to_csv(None)",
        "df.to_json(orient='records')",
        "df.to_csv(io.StringIO())",
        "df.to_csv(sys.stdout)",
        "buffer = io.StringIO()\ndf.to_csv(buffer)",
        "pd.read_csv(io.BytesIO(content))",
        "pd.read_csv(urllib.request.urlopen(address))",
        "pd.read_html(requests.get(address).text)",
        "pd.read_json('{\"a\": 1}')",
        "pd.read_sql(query, connection)",
        "df.to_sql('table', connection)",
        "s.str.extractall('(a)')",
        "text.replace('a', 'b')",
        "'a'.replace('b', 'c')",
        "copy.copy(x)",
        "re.sub('a', 'b', 'c')",
        "model.save('x')",
        "np.array([1]).dump",
        "table.open('x')",
        "names.exists('x')",
        "open(0)",
        "with open as f:\n    pass",
        "def f():\n    open('a')",
        "f = lambda: open('a')",
        "class A:\n    x = open('a')",
        "def open(x): ...\nopen('a')",
        "[open(p) for open in x]",
        "path = 'data/a.csv'",
        "''.to_csv('a')",
    ],
)
def test_not_found(source: str) -> None:
    assert short(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "for fixed in names:\n    pd.read_csv(fixed)",
        "for i in x:\n    pd.read_csv(fixed)\n    fixed = 'b'",
        "while x:\n    pd.read_csv(fixed)\n    fixed += 'b'",
        "[pd.read_csv(fixed) for fixed in names]",
        "if x:\n    fixed = 'b'\npd.read_csv(fixed)",
        "try:\n    fixed = 'b'\nexcept E:\n    pass\npd.read_csv(fixed)",
        "with x as fixed:\n    pd.read_csv(fixed)",
        "match x:\n    case fixed:\n        pd.read_csv(fixed)",
        "FILES['train'] = x\npd.read_csv(FILES['train'])",
        "for i in x:\n    pd.read_csv(FILES['train'])\n    FILES.update(x)",
        "NAMES.sort()\npd.read_csv(NAMES[0])",
        "del fixed\npd.read_csv(fixed)",
        "def fixed(): ...\npd.read_csv(fixed())",
        "(fixed := f())\npd.read_csv(fixed)",
        "global fixed\nfixed = f()\npd.read_csv(fixed)",
    ],
)
def test_a_path_that_the_statement_rebinds_is_not_constant(source: str) -> None:
    assert short(source) == [("pandas.read_csv", "READ", None)]


@pytest.mark.parametrize(
    ("source", "root", "prefix"),
    [
        ("open(os.path.join(DATA, name))", "DATA", "data/"),
        ("open(os.path.join(DATA, 'sub', name))", "DATA", "data/sub/"),
        ("open(f'{OUT}/{name}.pkl')", "OUT", "models/"),
        ("open(f'models/{name}.pkl')", None, "models/"),
        ("open(Path(DATA) / f'{name}.csv')", "DATA", "data/"),
        ("open(Path('x') / DATA / name)", None, "x/data/"),
        ("open(DATA + name)", "DATA", "data"),
        ("open(DATA + '/' + name + '.csv')", "DATA", "data/"),
        ("open('%s/%s.csv' % (DATA, name))", "DATA", "data"),
        ("open('{}/{}'.format(DATA, name))", "DATA", "data"),
        ("open('out/{}.csv'.format(name))", None, "out/"),
        ("open(name)", None, None),
        ("open(name + DATA)", None, None),
        ("open(str(Path(DATA) / name))", "DATA", "data/"),
        ("open(os.path.join(DATA, '/x', name))", None, "/x/"),
        ("open((Path(DATA) / name).with_suffix('.x'))", "DATA", "data/"),
        ("for n in x:\n    p = f'{OUT}/{n}'\n    open(p + '.csv')", "OUT", "models/"),
        ("for n in x:\n    d = OUT + '/sub'\n    open(d + n)", "OUT", "models/sub"),
    ],
)
def test_lead(source: str, root: str | None, prefix: str | None) -> None:
    (call,) = found(source)
    assert (call.path, call.start.root, call.start.prefix or None) == (None, root, prefix)
    if not source.startswith("for"):
        names = {**CONSTANTS, "name": "some/name", "os": os, "Path": Path}
        assert str(eval(ast.unparse(call.argument), names)).startswith(prefix or "")


def test_constants_are_the_names_before_the_statement() -> None:
    (call,) = found("if x:\n    p = DATA + '/a'\n    open(f'{p}/{FILES[\"train\"]}')")
    assert call.path == "data/a/train.csv"
    assert call.constants == {"DATA", "FILES"}


def test_certainty() -> None:
    assert found("df.to_csv('a')")[0].certain
    assert not found("unknown.to_csv('a')")[0].certain
    assert not found("AutoModel.from_pretrained('bert')")[0].certain
    assert not found("pd.read_csv(*args)")[0].certain


def test_a_list_of_paths_gives_a_call_each() -> None:
    calls = find_io(
        ast.parse("read_paths(['a.nc', DATA + '/b.nc'])"),
        Environment(imports={"read_paths": "xarray.open_mfdataset"}, constants={"DATA": "d"}),
    )
    assert [c.path for c in calls] == ["a.nc", "d/b.nc"]


def test_a_class_of_the_notebook_answers_for_its_own_methods() -> None:
    env = environment()
    env.types["mine"] = Type("notebook.Mine")
    assert find_io(ast.parse("mine.to_csv('a')"), env) == ()


def test_the_environment_is_unchanged() -> None:
    env, fresh = environment(), environment()
    find_io(ast.parse("fixed = DATA = 1\nFILES['a'] = 1\nimport x as pd\ndel df"), env)
    assert env == fresh


def test_long_sums_and_chains() -> None:
    source = "x = " + " + ".join(["'a'"] * 900) + " + open('b').read()"
    assert short(source) == [("open", "READ", "b")]


def call_of(row: IOFunction, by_keyword: bool) -> tuple[str, Environment]:
    """A call with the path in the row's place, and every other argument unknown."""
    env = environment()
    if row.name.startswith("."):
        function = f"receiver{row.name}"
        if row.needs:
            env.types["receiver"] = Type(row.needs)
    else:
        env.imports["function"] = row.name
        function = "function"
    if row.argument == RECEIVER:
        return f"Path('d/x'){row.name}()", env
    if by_keyword:
        return f"{function}({row.keyword}='d/x')", env
    return f"{function}({', '.join(['other'] * row.argument + [repr('d/x')])})", env


ROWS = [row for row in IO_FUNCTIONS if row.other is not Else.COMMAND]


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.name}-{r.argument}-{r.needs}")
def test_every_row(row: IOFunction) -> None:
    ways = [False] if row.argument != KEYWORD_ONLY else []
    ways += [True] if row.keyword else []
    for by_keyword in ways:
        source, env = call_of(row, by_keyword)
        calls = [c for c in find_io(ast.parse(source), env) if c.row == row]
        assert [c.path for c in calls] == ["d/x"], source
        assert calls[0].access is row.access or row.access is Access.OPEN


def test_rows_of_one_function_have_different_places() -> None:
    key = lambda row: (row.name, row.needs)  # noqa: E731
    for _, rows in groupby(sorted(IO_FUNCTIONS, key=key), key):
        places = [row.argument for row in rows]
        assert len(places) == len(set(places))


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        ("['wc', '-l', 'd/x.csv']", ["d/x.csv"]),
        ("('cat', 'a.txt', 'b.txt')", ["a.txt", "b.txt"]),
        ("['head', '-n', '1', DATA]", ["d/x.csv"]),
        ("['git', 'log', 'd/x.csv']", []),
        ("['ls', 'd']", []),
        ("['cat', 'https://x.org/a.csv']", []),
        ("'wc -l d/x.csv'", []),
    ],
)
def test_files_that_a_command_reads(words: str, paths: list[str]) -> None:
    env = environment()
    env.imports["subprocess"] = "subprocess"
    env.constants["DATA"] = "d/x.csv"
    calls = find_io(ast.parse(f"subprocess.run({words}, text=True)"), env)
    assert [call.path for call in calls] == paths


@pytest.mark.parametrize(
    ("folder", "values"),
    [("'d'", ("d/1.csv", "d/2.csv")), ("os.getcwd()", None), ("os.path.abspath('d')", None)],
)
def test_absolute_paths_in_turn_start_in_no_folder(folder: str, values: object) -> None:
    env = environment()
    env.imports["os"] = "os"
    paths = f"{{n: os.path.join({folder}, f'{{n}}.csv') for n in (1, 2)}}"
    env.constants["PATHS"] = fold(ast.parse(paths, mode="eval").body, env)
    (call,) = found("for p in PATHS.values(): pd.read_csv(p)", env)
    assert call.values == values
