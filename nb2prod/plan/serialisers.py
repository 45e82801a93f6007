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
    have to be there, and ``kind`` what of them is wanted (see `Helpers`). ``note`` says what is
    special, for the person who converts. ``tells``: the helper that saves takes a text, after the
    path, that says where the value comes from. ``copy`` copies what was saved at ``{source}``.
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
    kind: str = ""
    copy: str = ""

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
_TABLE = replace(_helper("table", ".csv", ("tables",), "table", _READ_WRITE), tells=True)
TABLES: dict[TableFormat, Serialiser] = {
    "csv": _TABLE,
    "jsonl": replace(_TABLE, name="table_jsonl", suffix=".jsonl"),
    "parquet": replace(_TABLE, name="table_parquet", suffix=".parquet"),
}
ANY = replace(
    _helper("any", "", ("artefacts",), "any", ("load", "save")),
    save_imports=tuple(
        f"from {{package}}.artefacts import {verb}_any" for verb in ("copy", "save")
    ),
    tells=True,
    copy="copy_any({source}, {path})",
)
"""The format is decided when the value is there; `helpers_of` says which it may be."""
JSON = replace(_helper("json", ".json", ("values",), "json", _READ_WRITE), tells=True)
JOBLIB = _library(
    "joblib", ".joblib", "import joblib", "joblib.load({path})", "joblib.dump({value}, {path})"
)
"""For what can always be saved; `plan.sure` tells which estimators are so."""


def _told(name: str, like: Serialiser, helper: str, kind: str, note: str = "") -> Serialiser:
    """A row that loads as another, and saves by a helper that says what cannot be saved."""
    return Serialiser(
        name,
        like.suffix,
        like.load,
        f"{helper}({{value}}, {{path}})",
        like.load_imports,
        (f"from {{package}}.artefacts import {helper}",),
        ("artefacts",),
        note,
        tells=True,
        kind=kind,
    )


LIBRARY = _told("library", JOBLIB, "save_object", "object")
OBJECT = _told(
    "object",
    JOBLIB,
    "save_object",
    "object",
    "it is saved with joblib, whose files need the same versions of its classes",
)
BOOSTER = _told(
    "booster",
    JOBLIB,
    "save_object",
    "object",
    "it is saved with joblib: the library's own format would lose parameters and history of the "
    "training. Load it with the same version of the library",
)
XGBOOST = replace(
    _helper("xgboost", ".ubj", ("artefacts",), "booster", ("load", "save")),
    tells=True,
    kind="booster",
)
SPARSE = Serialiser(
    "sparse",
    ".npz",
    "load_npz({path})",
    "save_npz({path}, {value})",
    ("from scipy.sparse import load_npz",),
    ("from scipy.sparse import save_npz",),
)
TENSOR = _library(
    "tensor",
    ".pt",
    "import torch",
    "torch.load({path}, weights_only=False)",
    "torch.save({value}, {path})",
)
TORCH = _told(
    "torch",
    TENSOR,
    "save_torch",
    "torch_module",
    "it is saved whole, not as a state_dict: how to build it again is not known, and it may "
    "have changed since. To load it takes its class, which the package has or imports",
)
KERAS, TF_KERAS = (
    _told(
        name,
        _library(
            name,
            ".keras",
            f"import {module.split('.')[0]}",
            f"{module}.models.load_model({{path}})",
            "",
        ),
        "save_keras",
        f"{name}_model",
    )
    for name, module in (("keras", "keras"), ("tf_keras", "tensorflow.keras"))
)
PICKLE = _told(
    "pickle",
    _library("pickle", ".pickle", "import pickle", "pickle.loads(({path}).read_bytes())", ""),
    "save_tied",
    "tied",
)
"""For values that are tied to each other, as a dict: joblib would save a shared array twice."""

ONE_FILE = frozenset(
    {
        *("joblib", "library", "booster", "object", "json", "pickle"),
        *("torch", "tensor", "sparse", "keras", "tf_keras"),
    }
)
"""Serialisers whose file can be copied as it is: it has its suffix, and no other file beside it."""


def is_pickled(name: str) -> bool:
    """Whether a value that cannot be pickled cannot be saved by the serialiser either."""
    return name in ("any", "joblib", "library", "booster", "object", "json", "pickle")


SERIALISERS = {
    s.name: s
    for s in (
        *TABLES.values(),
        *(ANY, JSON, JOBLIB, LIBRARY, OBJECT, BOOSTER, XGBOOST),
        *(SPARSE, TORCH, TENSOR, KERAS, TF_KERAS, PICKLE),
    )
}

_TABLE_TYPES = frozenset({"DataFrame", "Series", "Index", "MultiIndex", "DatetimeIndex"})

_NUMPY_SCALARS = (
    *(f"{kind}{bits}" for kind in ("int", "uint") for bits in (8, 16, 32, 64)),
    *("float16", "float32", "float64", "bool_", "str_", "datetime64", "timedelta64"),
    *("random.RandomState", "random.Generator"),
)

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
    **dict.fromkeys([f"numpy.{name}" for name in _NUMPY_SCALARS], JOBLIB),
    **dict.fromkeys([f"pandas.{name}" for name in ("Timestamp", "Timedelta", "Interval")], JOBLIB),
    "xgboost.Booster": XGBOOST,
    "torch.Tensor": TENSOR,
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
        LIBRARY,
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
    "xgboost.DMatrix": "data in the memory of XGBoost",
    "xgboost.QuantileDMatrix": "data in the memory of XGBoost",
    "patsy.DesignMatrix": "a design matrix of patsy",
    "catboost.Pool": "data in the memory of CatBoost",
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

    ``kinds`` are of ``any``, with what that has to know: ``table``, ``array``, ``sparse``,
    ``json``, ``torch`` and ``keras``; and of the other helpers: ``copy``, ``object``, ``tied``,
    ``booster``, ``torch_module``, ``keras_model`` and ``tf_keras_model``.
    """

    modules: tuple[str, ...]
    kinds: frozenset[str]


ALL_KINDS = frozenset(
    {
        *("any", "table", "array", "sparse", "json", "torch", "keras"),
        *("copy", "object", "tied", "booster", "torch_module", "keras_model"),
    }
)


def helpers_of(
    saved: Iterable[tuple[str, Type | None]], libraries: Iterable[str], copied: Iterable[str] = ()
) -> Helpers:
    """The helpers for values that are saved, as (name of the serialiser, type).

    `libraries` are the top-level modules that the notebook imports; `copied` are the serialisers
    of what goes into a model directory as it is.
    """
    modules: set[str] = set()
    kinds = {"copy"} if ANY.name in copied else set[str]()
    for name, known in saved:
        modules.update(SERIALISERS[name].modules)
        if SERIALISERS[name].kind:
            kinds.add(SERIALISERS[name].kind)
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
