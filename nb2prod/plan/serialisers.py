"""How a value is saved between stages, by its type: a row a kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nb2prod.analysis.model import Type
from nb2prod.settings import TableFormat


@dataclass(frozen=True, slots=True)
class Serialiser:
    """``load`` and ``save`` are expressions over ``{path}`` and ``{value}``.

    ``load_imports`` and ``save_imports`` are the import lines that these need; ``{package}`` stands
    for the package. ``modules`` are the helper modules of the package (templates of that name) that
    have to be there. ``note`` says what is special, for the person who converts. ``tells``: the
    helper that saves takes a text, after the path, that says where the value comes from.
    """

    name: str
    suffix: str
    load: str
    save: str
    load_imports: tuple[str, ...]
    save_imports: tuple[str, ...]
    modules: tuple[str, ...] = ()
    note: str = ""
    tells: bool = False

    def saving(self, value: str, path: str, story: str = "") -> str:
        """The line that saves the expression `value`; `story` is told if that cannot be done."""
        line = self.save.format(value=value, path=path)
        return f"{line[:-1]}, {story!r})" if self.tells and story else line


def _helper(
    name: str, suffix: str, modules: tuple[str, ...], noun: str, verbs: tuple[str, str]
) -> Serialiser:
    """A row whose values functions of a helper module (the first) load and save."""
    load, save = (f"{verb}_{noun}" for verb in verbs)
    lines = [f"from {{package}}.{modules[0]} import {function}" for function in (load, save)]
    calls = (f"{load}({{path}})", f"{save}({{value}}, {{path}})")
    return Serialiser(name, suffix, *calls, (lines[0],), (lines[1],), modules)


def _library(name: str, suffix: str, line: str, load: str, save: str, note: str = "") -> Serialiser:
    """A row whose values a library loads and saves in one call."""
    return Serialiser(name, suffix, load, save, (line,), (line,), note=note)


_READ_WRITE = ("read", "write")
TABLES: dict[TableFormat, Serialiser] = {
    "csv": _helper("table", ".csv", ("tables",), "table", _READ_WRITE),
    "jsonl": _helper("table_jsonl", ".jsonl", ("tables",), "table", _READ_WRITE),
    "parquet": _helper("table_parquet", ".parquet", ("tables",), "table", _READ_WRITE),
}
ANY = replace(_helper("any", "", ("artefacts",), "any", ("load", "save")), tells=True)
"""The format is decided when the value is there; `helpers_of` says which it may be."""
JSON = _helper("json", ".json", ("values",), "json", _READ_WRITE)
JOBLIB = _library(
    "joblib", ".joblib", "import joblib", "joblib.load({path})", "joblib.dump({value}, {path})"
)
BOOSTER = replace(
    JOBLIB,
    name="booster",
    note="it is saved with joblib: the library's own format would lose the wrapper's parameters, "
    "the best iteration or the evaluation history. Load it with the same version of the library",
)
OBJECT = Serialiser(
    "object",
    ".joblib",
    JOBLIB.load,
    "save_object({value}, {path})",
    JOBLIB.load_imports,
    ("from {package}.artefacts import save_object",),
    ("artefacts",),
    note="it is saved with joblib, whose files need the same versions of its classes",
    tells=True,
)
TORCH = _library(
    "torch",
    ".pt",
    "import torch",
    "torch.load({path}, weights_only=False)",
    "torch.save({value}, {path})",
    note="it is saved whole, not as a state_dict: how to build it again is not known, and it may "
    "have changed since. To load it takes its class, which the package has or imports",
)
SPARSE = Serialiser(
    "sparse",
    ".npz",
    "load_npz({path})",
    "save_npz({path}, {value})",
    ("from scipy.sparse import load_npz",),
    ("from scipy.sparse import save_npz",),
)
KERAS, TF_KERAS = (
    Serialiser(
        name,
        ".keras",
        f"{module}.models.load_model({{path}})",
        "{value}.save({path})",
        (f"import {module.split('.')[0]}",),
        (),
    )
    for name, module in (("keras", "keras"), ("tf_keras", "tensorflow.keras"))
)
PICKLE = Serialiser(
    "pickle",
    ".pickle",
    "pickle.loads(({path}).read_bytes())",
    "({path}).write_bytes(pickle.dumps({value}))",
    ("import pickle",),
    ("import pickle",),
)
"""For values that are tied to each other: joblib would save a shared array twice."""

ONE_FILE = frozenset(
    {"joblib", "booster", "object", "json", "pickle", "torch", "sparse", "keras", "tf_keras"}
)
"""Serialisers whose file can be copied as it is: it has its suffix, and no other file beside it."""


def is_pickled(name: str) -> bool:
    """Whether a value that cannot be pickled cannot be saved by the serialiser either."""
    return name in ("any", "joblib", "booster", "object", "json", "pickle")


SERIALISERS = {
    s.name: s
    for s in (
        *TABLES.values(),
        *(ANY, JSON, JOBLIB, BOOSTER, OBJECT, TORCH, SPARSE, KERAS, TF_KERAS, PICKLE),
    )
}

_TABLE_TYPES = frozenset({"DataFrame", "Series", "Index", "MultiIndex", "DatetimeIndex"})

_BY_TYPE: dict[str, Serialiser] = {
    **dict.fromkeys(("int", "float", "str", "bool", "None"), JSON),
    **dict.fromkeys(
        [
            f"scipy.sparse.{form}_{kind}"
            for form in ("csr", "csc", "coo", "bsr", "dia")
            for kind in ("matrix", "array")
        ],
        SPARSE,
    ),
    **{
        f"{root}.{name}": row
        for root, row in (("keras", KERAS), ("tensorflow.keras", TF_KERAS))
        for name in ("Model", "Sequential", "models.Model", "models.Sequential")
    },
}

_BY_LIBRARY: dict[str, Serialiser] = {
    "xgboost": BOOSTER,
    "lightgbm": BOOSTER,
    "catboost": BOOSTER,
    "torch": TORCH,
    **dict.fromkeys(
        ("sklearn", "numpy", "scipy", "pandas", "statsmodels", "imblearn", "category_encoders"),
        JOBLIB,
    ),
    **dict.fromkeys(("datetime", "decimal", "pathlib", "re", "bytes", "complex", "range"), JOBLIB),
}
"""For the types that `_BY_TYPE` does not have; those of any other library are `OBJECT`."""

_DECIDED_LATE = {
    "numpy.ndarray": frozenset({"array"}),
    **dict.fromkeys(("list", "dict", "tuple", "set"), frozenset({"json"})),
}
"""What is in them decides how they are saved, when they are there: in one of these formats, or else
by joblib."""

_KINDS_OF_LIBRARY = {
    "pandas": ("table",),
    "numpy": ("array",),
    "scipy": ("sparse", "array"),
    "sklearn": ("sparse", "array"),
    "torch": ("torch",),
    "keras": ("keras",),
    "tensorflow": ("keras", "array"),
}
"""Formats that a value of unknown type may have, if the notebook imports the library."""

UNSAVABLE = {
    "generator": "a generator",
    "_io.TextIOWrapper": "an open file",
    "_io.BufferedReader": "an open file",
    "_io.BufferedWriter": "an open file",
    "_thread.lock": "a lock",
    "threading.Lock": "a lock",
    "threading.Thread": "a thread",
    "concurrent.futures.ThreadPoolExecutor": "a pool of threads",
    "concurrent.futures.ProcessPoolExecutor": "a pool of processes",
    "multiprocessing.Pool": "a pool of processes",
    "socket.socket": "a socket",
    "sqlite3.Connection": "a database connection",
    "sqlite3.Cursor": "a database cursor",
    "sqlalchemy.engine.Engine": "a database connection",
    "h5py.File": "an open file",
    "zip": "an iterator",
    "map": "an iterator",
    "filter": "an iterator",
    "enumerate": "an iterator",
    "reversed": "an iterator",
    "csv.reader": "a reader of an open file",
    "csv.writer": "a writer of an open file",
    "module": "a module",
}
"""Types whose values no file can hold, and what to call them."""


def serialiser_for(
    types: Sequence[Type | None], tables: TableFormat = "csv", base: str = ""
) -> Serialiser:
    """The serialiser of a value, or of several that share one artefact.

    `base` is the class of a library that the value's class in the notebook is made from, if any.
    """
    if len(types) != 1:
        return PICKLE
    if types[0] is None or types[0].name == "object" or types[0].name in _DECIDED_LATE:
        return ANY
    library, _, rest = types[0].name.partition(".")
    if library == "pandas" and rest in _TABLE_TYPES:
        return TABLES[tables]
    if library == "notebook":
        return TORCH if base.startswith("torch.nn.") else OBJECT
    return _BY_TYPE.get(types[0].name) or _BY_LIBRARY.get(library, OBJECT)


@dataclass(frozen=True, slots=True)
class Helpers:
    """The helper modules that a package needs, and the formats that ``save_any`` has to know.

    ``kinds`` are of ``any``, ``object``, ``table``, ``array``, ``sparse``, ``json``, ``torch`` and
    ``keras``.
    """

    modules: tuple[str, ...]
    kinds: frozenset[str]


ALL_KINDS = frozenset({"any", "object", "table", "array", "sparse", "json", "torch", "keras"})


def helpers_of(saved: Iterable[tuple[str, Type | None]], libraries: Iterable[str]) -> Helpers:
    """The helpers for values that are saved, as (name of the serialiser, type).

    `libraries` are the top-level modules that the notebook imports.
    """
    modules: set[str] = set()
    kinds: set[str] = set()
    for name, known in saved:
        modules.update(SERIALISERS[name].modules)
        if name == OBJECT.name:
            kinds.add("object")
        if name == ANY.name:
            late = _DECIDED_LATE.get(known.name) if known else None
            found = [k for one in libraries for k in _KINDS_OF_LIBRARY.get(one, ())]
            kinds |= {"any"} | (late or {"json", *found})
    modules |= {m for kind, m in (("table", "tables"), ("json", "values")) if kind in kinds}
    return Helpers(tuple(sorted(modules)), frozenset(kinds))


def imports_of(package: str) -> dict[str, str]:
    """Import lines of all serialisers by the name that they bind."""
    lines = [line for s in SERIALISERS.values() for line in (*s.load_imports, *s.save_imports)]
    return {line.split()[-1]: line.format(package=package) for line in lines}


NAMES = frozenset(imports_of("package"))
"""Names that the lines of the serialisers use."""
