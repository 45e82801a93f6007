"""Names in the knowledge tables that belong to installed libraries exist there."""

import ast
import builtins
import importlib
import importlib.util
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from nb2prod.knowledge import effect_tables, files, lookup, type_tables
from nb2prod.knowledge.stage_tables import CALLS
from tests.support import known_types

LIBRARIES = sorted((Path(files.__file__).parent / "libraries").glob("[!_]*.py"))

# Names of other versions of the libraries, kept because notebooks use them.
OTHER_VERSIONS = {
    "distutils",
    "IPython.display.set_matplotlib_formats",
    "numpy.random.random_integers",
    "numpy.trapz",
    "pandas.value_counts",
    "pandas.HDFStore",
    "_thread.lock",
}
OTHER_MODULES = ("sklearn.datasets.samples_generator.",)


def exists(name: str) -> bool:
    """Whether a qualified name of an installed library resolves."""
    parts = name.split(".")
    if hasattr(builtins, parts[0]):
        value: object = builtins
        rest = parts
    else:
        value = importlib.import_module(parts[0])
        rest = parts[1:]
    path = parts[0]
    for part in rest:
        if not hasattr(value, part):
            try:
                importlib.import_module(f"{path}.{part}")
            except ImportError:
                return False
        value = getattr(value, part)
        path = f"{path}.{part}"
    return True


def checkable(name: str) -> bool:
    root = name.split(".")[0]
    if name.startswith((".", *OTHER_MODULES)) or root in OTHER_VERSIONS or name in OTHER_VERSIONS:
        return False
    return hasattr(builtins, root) or importlib.util.find_spec(root) is not None


def types_in(texts: Iterable[str]) -> list[str]:
    """The types that a type is written with, but for those that stand for other ones."""
    return [
        t for text in texts for t in re.findall(r"[\w.]+", text) if t not in ("self", "generator")
    ]


NAMES = {
    "io": [row.name for row in files.IO_FUNCTIONS],
    "io needs": [row.needs for row in files.IO_FUNCTIONS if row.needs],
    "io returns": [row.returns for row in files.IO_FUNCTIONS if row.returns],
    "argument mutators": list(effect_tables.ARGUMENT_MUTATORS),
    "pure functions": list(effect_tables.PURE_FUNCTIONS),
    "pure modules": list(effect_tables.PURE_MODULES),
    "pure by type": list(effect_tables.PURE_BY_TYPE),
    "fresh functions": list(effect_tables.FRESH_FUNCTIONS),
    "returns": list(type_tables.RETURNS),
    "returned types": types_in(known_types.RETURNS.values()),
    "method receivers": [name for name in known_types.METHOD_RETURNS],
    "attribute owners": [name for name in known_types.ATTRIBUTE_TYPES],
    "attribute types": [
        t for table in known_types.ATTRIBUTE_TYPES.values() for t in types_in(table.values())
    ],
    "sparse transformers": list(type_tables.SPARSE_TRANSFORMERS),
    "untyped transformers": list(type_tables.UNTYPED_TRANSFORMERS),
    "metrics": list(type_tables.METRIC_FUNCTIONS),
    "seeds": list(effect_tables.SEED_FUNCTIONS),
    "consumers": list(effect_tables.CONSUMERS),
    "random state": list(effect_tables.RANDOM_STATE_CALLABLES),
    "random state conditions": list(effect_tables.RANDOM_STATE_CONDITIONS),
    "process effects": list(effect_tables.PROCESS_EFFECTS),
    "process objects": list(effect_tables.PROCESS_OBJECTS),
}


@pytest.fixture(autouse=True, scope="module")
def _experimental() -> None:
    importlib.import_module("sklearn.experimental.enable_halving_search_cv")
    importlib.import_module("sklearn.experimental.enable_iterative_imputer")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("table", NAMES)
def test_names_exist(table: str) -> None:
    checked = [name for name in NAMES[table] if name != "None" and checkable(name)]
    assert [name for name in checked if not exists(name)] == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("table", ["METHOD_RETURNS", "ATTRIBUTE_TYPES"])
def test_members_exist(table: str) -> None:
    missing = []
    for owner, members in getattr(type_tables, table).items():
        if owner in {"sklearn", "scipy.sparse.csr_matrix"} or not checkable(owner):
            continue
        if table == "ATTRIBUTE_TYPES" and owner.startswith(("sklearn", "torch")):
            continue
        module, _, attribute = owner.rpartition(".")
        home = importlib.import_module(module) if module else builtins
        cls = getattr(home, attribute)
        missing += [f"{owner}.{member}" for member in members if not hasattr(cls, member)]
    # Old names, gone from the installed version.
    gone = {
        "pandas.DataFrame.applymap",
        "pandas.DataFrame.as_matrix",
        "pandas.Series.as_matrix",
        "pandas.core.groupby.DataFrameGroupBy.fillna",
    }
    assert set(missing) <= gone


def said_at(node: ast.AST) -> list[str]:
    """What may stand there once: the keys of a dict, the names in a text."""
    if isinstance(node, ast.Dict):
        return [str(key.value) for key in node.keys if isinstance(key, ast.Constant)]
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value.replace("|", "").split() if is_text else []


@pytest.mark.parametrize("path", LIBRARIES, ids=lambda path: path.name)
def test_nothing_is_said_twice(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") < 400
    for node in ast.walk(ast.parse(text).body[-1]):
        said = said_at(node)
        assert len(said) == len(set(said)), sorted(k for k in said if said.count(k) > 1)


@pytest.mark.parametrize("field", ["returns", "changes", "seeds", "draws"])
def test_no_name_has_two_answers(field: str) -> None:
    """In one description; what a library says itself goes before what others are said to share."""
    for _, library in lookup.BY_FILE:
        names = [name for text in getattr(library, field).values() for name in text.split()]
        assert len(names) == len(set(names)), (library.name, sorted(names))


def test_no_call_does_two_things() -> None:
    for _, library in lookup.BY_FILE:
        names = [name for field in CALLS for name in getattr(library, field).split()]
        assert len(names) == len(set(names)), (library.name, sorted(names))
