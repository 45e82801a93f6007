"""Names in the knowledge tables that belong to installed libraries exist there."""

import ast
import builtins
import importlib
import importlib.util
from pathlib import Path

import pytest

from nb2prod.analysis.tables import io, mutation, randomness, types

TABLES = Path(io.__file__).parent

# Names of other versions of the libraries, kept because notebooks use them.
OTHER_VERSIONS = {
    "distutils",
    "IPython.display.set_matplotlib_formats",
    "numpy.random.random_integers",
    "pandas.HDFStore",
}


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
    if name.startswith(".") or root in OTHER_VERSIONS or name in OTHER_VERSIONS:
        return False
    return hasattr(builtins, root) or importlib.util.find_spec(root) is not None


NAMES = {
    "io": [row.name for row in io.IO_FUNCTIONS],
    "io needs": [row.needs for row in io.IO_FUNCTIONS if row.needs],
    "io returns": [row.returns for row in io.IO_FUNCTIONS if row.returns],
    "argument mutators": list(mutation.ARGUMENT_MUTATORS),
    "pure functions": list(mutation.PURE_FUNCTIONS),
    "pure modules": list(mutation.PURE_MODULES),
    "pure by type": list(mutation.PURE_BY_TYPE),
    "fresh functions": list(mutation.FRESH_FUNCTIONS),
    "returns": list(types.RETURNS),
    "returned types": list(types.RETURNS.values()),
    "method receivers": [name for name in types.METHOD_RETURNS],
    "attribute owners": [name for name in types.ATTRIBUTE_TYPES],
    "attribute types": [t for table in types.ATTRIBUTE_TYPES.values() for t in table.values()],
    "sparse transformers": list(types.SPARSE_TRANSFORMERS),
    "untyped transformers": list(types.UNTYPED_TRANSFORMERS),
    "metrics": list(types.METRIC_FUNCTIONS),
    "seeds": list(randomness.SEED_FUNCTIONS),
    "consumers": list(randomness.CONSUMERS),
    "random state": list(randomness.RANDOM_STATE_CALLABLES),
    "random state conditions": list(randomness.RANDOM_STATE_CONDITIONS),
    "process effects": list(randomness.PROCESS_EFFECTS),
    "process objects": list(randomness.PROCESS_OBJECTS),
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
    for owner, members in getattr(types, table).items():
        if owner in {"sklearn", "scipy.sparse.csr_matrix"} or not checkable(owner):
            continue
        if table == "ATTRIBUTE_TYPES" and owner.startswith(("sklearn", "torch")):
            continue
        module, _, attribute = owner.rpartition(".")
        home = importlib.import_module(module) if module else builtins
        cls = getattr(home, attribute)
        missing += [f"{owner}.{member}" for member in members if not hasattr(cls, member)]
    # Old names, gone from the installed version.
    gone = {"pandas.DataFrame.applymap", "pandas.core.groupby.DataFrameGroupBy.fillna"}
    assert set(missing) <= gone


def literal_keys(node: ast.Dict | ast.Set) -> list[str]:
    keys = node.keys if isinstance(node, ast.Dict) else node.elts
    values = [key.value for key in keys if isinstance(key, ast.Constant)]
    return [value for value in values if isinstance(value, str)]


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.py")), ids=lambda path: path.name)
def test_literals_repeat_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") < 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Dict | ast.Set):
            keys = literal_keys(node)
            assert len(keys) == len(set(keys)), sorted(k for k in keys if keys.count(k) > 1)


def test_combined_return_tables_do_not_overlap() -> None:
    from nb2prod.analysis.tables.types_functions import SCIENCE_RETURNS
    from nb2prod.analysis.tables.types_general import GENERAL_RETURNS

    assert not SCIENCE_RETURNS.keys() & GENERAL_RETURNS.keys()
