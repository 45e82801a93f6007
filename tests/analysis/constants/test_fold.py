"""A folded value is the value that Python computes, wherever the notebook runs."""

import ast
import math
import os
import os.path
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, example, given, reject, settings
from hypothesis import strategies as st

from nb2prod.analysis.constants.fold import (
    UNKNOWN,
    environment_variable,
    fold,
    fold_with_names,
)
from nb2prod.analysis.environment import Environment
from tests.analysis.constants.folded_source import literal_source

CONSTANTS: dict[str, object] = {
    "DATA": "data",
    "ROOT": PurePosixPath("root/sub"),
    "N": 3,
    "FLAG": True,
    "NOTHING": None,
    "PATHS": {"train": "train.csv", "dirs": ["a", "b"]},
}
IMPORTS = {"os": "os", "osp": "os.path", "Path": "pathlib.Path", "pl": "pathlib", "math": "math"}
ENVIRONMENT = Environment(
    imports=IMPORTS, constants=CONSTANTS, bound=dict.fromkeys((*IMPORTS, *CONSTANTS))
)
MEANING = {
    **CONSTANTS,
    "ROOT": Path("root/sub"),
    "os": os,
    "osp": os.path,
    "Path": Path,
    "pl": __import__("pathlib"),
    "math": math,
}

FOLDED = [
    "'a'",
    "b'a'",
    "-3",
    "1.5e300 * 1e300",
    "None",
    "[1, (2,), {3}, {'a': ()}]",
    "{**PATHS, 'x': 1}",
    "[*PATHS['dirs'], 'c']",
    "DATA + '/' + 'a.csv'",
    "'a' 'b'",
    "DATA * N",
    "[0] * N",
    "N ** 2 // 4 % 5 - 1 << 2",
    "'%s/%05.2f_%d' % (DATA, 1.5, N)",
    "'%(a)s' % {'a': 1}",
    "'%s' % DATA",
    "'%s' % ROOT",
    "'{}/{:>5}/{x!r}'.format(DATA, N, x='q')",
    "'{0}{1}{0}'.format(DATA, ROOT)",
    "f'{DATA}/x_{N:03d}.csv'",
    "f'{DATA!r}{N:{N}}{{}}'",
    "f'{ROOT}/a'",
    "f'{math.pi:.3f}'",
    "os.path.join(DATA, 'a', 'b.csv')",
    "os.path.join(DATA, '/a', 'b.csv')",
    "os.path.join(DATA, '')",
    "os.path.join(ROOT, 'a')",
    "osp.dirname('a/b/c')",
    "osp.basename('a/b/')",
    "osp.splitext('a/b.tar.gz')[0]",
    "osp.normpath('a/../b//c/.')",
    "osp.abspath('/a/../b')",
    "DATA + os.sep",
    "Path(DATA)",
    "Path()",
    "Path('.') / DATA",
    "Path(DATA, 'a', '../b')",
    "pl.PurePosixPath('a') / 'b'",
    "DATA / Path('x')",
    "ROOT / DATA / 'x.csv'",
    "ROOT.joinpath('a', 'b')",
    "ROOT.parent",
    "ROOT.parents[1]",
    "ROOT.parents[0] / 'x'",
    "(ROOT / 'a.tar.gz').with_suffix('.zip')",
    "(ROOT / 'a.csv').with_name('b')",
    "(ROOT / 'a.csv').with_stem('b')",
    "[ROOT.name, ROOT.stem, ROOT.suffix, ROOT.parts]",
    "str(ROOT / 'a')",
    "(ROOT / 'a').as_posix()",
    "str(N) + str(1.5) + str(None)",
    "int('3') + float('1.5') + len('abc') + abs(-1) + round(2.6) + max(1, 2) + min([3, 1])",
    "sorted(PATHS['dirs'])[-1]",
    "PATHS['train']",
    "PATHS['dirs'][1:]",
    "PATHS.get('none', 'x')",
    "'a b c'.split()[1].upper()",
    "','.join(PATHS['dirs'])",
    "'data/'.rstrip('/').replace('d', 'D')",
    "'7'.zfill(3) + 'a'.ljust(3, '.')",
    "'a' if FLAG else missing",
    "missing if not FLAG else 'a'",
    "FLAG and DATA",
    "NOTHING or 'x'",
    "1 < N <= 3 != 4",
    "'a' in DATA",
    "NOTHING is None",
    "N is not None",
    "not FLAG",
    "[f'{DATA}/{name}.csv' for name in PATHS['dirs']]",
    "{name: ROOT / name for name in ('a', 'b')}",
    "{key.upper(): f'{place}_{key}' for place, (key, path) in enumerate(PATHS.items())}",
    "sorted({len(key) for key in PATHS})",
    "[(i, j) for i in range(1, 4) if i % 2 for j in range(i)]",
    "[N for N in [1, 2]] + [N]",
    "[[n for n in range(m)] for m in sorted({2, 1})]",
    "[pair for pair in zip(PATHS, reversed([1, 2]))]",
    "[key for key, _ in sorted(PATHS.items())]",
    "dict((k, v) for k, v in zip('ab'.split(), [1, 2]))",
    "', '.join(str(n) for n in range(N))",
    "list(n for n in [3, 1])[::-1]",
    "dict(a=1, b=DATA)['b']",
    "os.path.abspath('.')",
    "os.path.abspath('data/../x')",
    "os.path.abspath('..')",
    "os.path.dirname(os.path.abspath('..'))",
    "os.path.dirname(os.path.dirname(os.path.abspath('a/b')))",
    "os.path.basename(os.path.abspath('a/b'))",
    "os.path.abspath(os.path.join(os.getcwd(), '..', 'd'))",
    "os.path.join(os.getcwd(), '..', 'd')",
    "os.path.join(os.path.dirname(os.getcwd()), '..', 'd')",
    "os.getcwd() + '/data'",
    "os.getcwd() + '/data/' + DATA",
    "f'{os.getcwd()}/{DATA}/x'",
    "os.path.expanduser('~/a')",
    "os.path.expanduser('~') + '/a'",
    "os.path.expanduser('a/~')",
    "Path('~/a').expanduser()",
    "Path.home() / 'a'",
    "Path.home()",
    "Path.cwd()",
    "Path.cwd().parent",
    "Path.cwd().parent.parent / 'x'",
    "Path.cwd().parents[0] / 'x'",
    "Path('a').absolute().parent",
    "Path('../a').absolute()",
    "Path('../a').resolve().parent.parent",
    "(Path.cwd() / 'a' / 'b.csv').with_suffix('.x')",
    "(Path.cwd() / 'a' / 'b.csv').name",
    "str(Path.cwd().parent / 'a')",
    "Path.cwd() / '/a'",
    "Path.cwd().is_absolute()",
]


def parse(source: str) -> ast.expr:
    return ast.parse(source, mode="eval").body


def assert_same(written: object, real: object) -> None:
    """Equal and of one type; below the working directory ``..`` may be resolved."""
    assert isinstance(written, type(real))
    if isinstance(real, (list, tuple)) and isinstance(written, (list, tuple)):
        for left, right in zip(written, real, strict=True):
            assert_same(left, right)
    elif isinstance(written, (str, Path)) and os.path.isabs(written):
        assert isinstance(real, (str, Path))
        assert os.path.normpath(written) == os.path.normpath(real)
        assert str(written).endswith("/") == str(real).endswith("/")
    else:
        assert written == real


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deep working directory with a home of its own."""
    place = tmp_path_factory.mktemp("work").resolve() / "u" / "v" / "w"
    place.mkdir(parents=True)
    return place


@pytest.fixture
def there(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("HOME", "/home/someone")


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize("source", FOLDED)
def test_folded_value_is_the_real_one(source: str) -> None:
    value = fold(parse(source), ENVIRONMENT)
    assert value is not UNKNOWN
    assert_same(eval(literal_source(value), {"Path": Path}), eval(source, dict(MEANING)))


@pytest.mark.parametrize(
    "source",
    [
        "missing",
        "DATA + missing",
        "f'{DATA}/{missing}'",
        "10 ** 10 ** 10",
        "2 ** 100000",
        "1 << 100000",
        "1 << -1",
        "'a' * 10 ** 9",
        "[0] * 10 ** 9",
        "[[[0] * 1000] * 1000] * 1000",
        "'%1000000000d' % 3",
        "'%*d' % (10 ** 9, 3)",
        "'{:>1000000000}'.format(3)",
        "'{:{}}'.format(3, 10 ** 9)",
        "f'{3:1000000000}'",
        "'{0.__class__}'.format(3)",
        "'a'.ljust(10 ** 9)",
        "('a' * 10000).replace('a', 'b' * 10000)",
        "('a' * 10000).join(['b'] * 1000)",
        "1 / 0",
        "[][0]",
        "PATHS['none']",
        "'a' + 1",
        "int('x')",
        "int('9' * 5000)",
        "str({1, 2})",
        "list({'a', 'b'})",
        "','.join({'a', 'b'})",
        "f'{ROOT!r}'",
        "str([ROOT])",
        "lambda: 1",
        "[x for x in DATA]",
        "[x for x in {'a', 'b'}]",
        "[x for x in [1] if missing]",
        "[x for x in range(10 ** 12)]",
        "[1 for x in range(200) for y in range(200) if x > 500]",
        "(x for x in [1])",
        "[Path for Path in ['a']]",
        "[x for x, y in [(1, 2, 3)]]",
        "[x for x in ['a'] if os.getenv('X')]",
        "{os.getcwd(): n for n in [1]}",
        "(x := 1)",
        "open('a')",
        "DATA.undefined",
        "DATA.__class__",
        "ROOT.exists()",
        "os.environ['API_KEY']",
        "os.getenv('DB_PASSWORD', 'a')",
        "os.getenv('X') is None",
        "1 if os.getenv('X', 'a') else 2",
        "os.path.join('data', os.environ['X'])",
        "os.getcwd() + '_backup'",
        "os.getcwd().split('/')",
        "os.getcwd()[1:]",
        "len(os.getcwd())",
        "os.getcwd() == 'a'",
        "DATA + os.getcwd()",
        "Path.cwd().name",
        "os.path.basename(os.getcwd())",
        "Path.home().parent",
        "(Path.cwd() / '..').parent",
        "Path('~/../a').expanduser().resolve()",
        "os.path.expanduser('~root/a')",
        "'{}'.format(os.getcwd())",
        "Path.cwd() == Path('.')",
        "str(1, 2, 3)",
        "'a' is 'a'",
    ],
)
def test_unknown(source: str) -> None:
    assert fold(parse(source), ENVIRONMENT) is UNKNOWN
    assert fold_with_names(parse(source), ENVIRONMENT)[1] == frozenset()


def test_deep_expressions_are_unknown() -> None:
    node = parse("'a'")
    for _ in range(5_000):
        node = ast.BinOp(node, ast.Add(), parse("'a'"))
    assert fold(node, ENVIRONMENT) is UNKNOWN


_text = st.sampled_from(["a", "b.csv", "..", ".", "../c", "/abs", "~", "x/y.z", ""])
_start = st.sampled_from(
    [
        *("Path.cwd()", "Path.home()", "os.getcwd()", "DATA", "ROOT", "Path('.')", "Path('..')"),
        *("os.path.expanduser('~/q')", "Path('~/h').expanduser()", "'../up'"),
    ]
)


def _grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = [
        "Path({})", "str({})", "({}).parent", "({}).parents[0]", "({}).parents[1]", "({}).name",
        "({}).stem", "({}).resolve()", "({}).absolute()", "({}).as_posix()", "({}).parts",
        "({}).with_suffix('.q')", "({}).with_name('q')", "os.path.abspath({})",
        "os.path.dirname({})", "os.path.basename({})", "os.path.normpath({})",
        "os.path.realpath({})", "os.path.splitext({})[0]", "os.path.split({})",
        "os.path.expanduser({})", 'f"{{{}}}"', "({}).is_absolute()", "({}).suffix",
        "({}) or 1", "[{}][0]", "len({})",
    ]  # fmt: skip
    two = ["os.path.join({}, {!r})", "({}) / {!r}", "({}) + {!r}", "({}).joinpath({!r})"]
    two += ["({}) + '/' + {!r}", "os.path.join({}, 'k', {!r})", "({}) == {!r}"]
    return st.one_of(
        st.builds(lambda t, i: t.format(i), st.sampled_from(one), inner),
        st.builds(lambda t, i, a: t.format(i, a), st.sampled_from(two), inner, _text),
    )


@pytest.mark.usefixtures("there")
@settings(max_examples=1_500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.recursive(_start, _grow, max_leaves=5))
@example("os.path.dirname(os.path.join(os.path.dirname(os.getcwd()), '..'))")
@example("os.path.dirname(os.path.join(Path.cwd(), '.'))")
@example("Path((str(Path.cwd())) + '/' + '~')")
@example("os.path.realpath(os.path.join(Path('.'), '~'))")
@example("((Path.cwd()).parent / '..').parent")
@example("os.path.join((Path('..').absolute()), 'a')")
def test_any_path_expression_folds_to_its_value_or_not_at_all(source: str) -> None:
    try:
        value = fold(parse(source), ENVIRONMENT)
    except SyntaxError:  # an f-string in an f-string, before Python 3.12
        reject()
    if value is not UNKNOWN:
        assert_same(eval(literal_source(value), {"Path": Path}), eval(source, dict(MEANING)))


def test_constant_names() -> None:
    def names(source: str) -> set[str]:
        return set(fold_with_names(parse(source), ENVIRONMENT)[1])

    assert names("os.path.join(DATA, PATHS['train'])") == {"DATA", "PATHS"}
    assert names("DATA if FLAG else N") == {"DATA", "FLAG"}
    assert names("'a'") == set()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("os.environ['X']", ("X", UNKNOWN)),
        ("os.environ.get('X')", ("X", None)),
        ("os.environ.get('X', DATA)", ("X", "data")),
        ("os.getenv('X', 'a')", ("X", "a")),
        ("os.getenv('X', default='a')", ("X", "a")),
        ("os.getenv(key='X')", ("X", None)),
        ("os.getenv('X', missing)", ("X", UNKNOWN)),
        ("os.environ[missing]", None),
        ("PATHS.get('X')", None),
        ("os.environ", None),
        ("os.path.join('X')", None),
    ],
)
def test_environment_variable(source: str, expected: tuple[str, object] | None) -> None:
    assert environment_variable(parse(source), ENVIRONMENT) == expected


def test_literal_source_of_special_values() -> None:
    assert literal_source(math.inf) == 'float("inf")'
    assert literal_source(set()) == "set()"
    assert literal_source({"b", "a"}) == "{'a', 'b'}"
    with pytest.raises(TypeError):
        literal_source(UNKNOWN)
