"""How a value is saved between stages, by its type: a row a kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from nb2prod.analysis.model import Type


@dataclass(frozen=True, slots=True)
class Serialiser:
    """``load`` and ``save`` are expressions over ``{path}`` and ``{value}``.

    ``imports`` are import lines that these need; ``{package}`` stands for the package. ``module``
    is the helper module of the package (a template of that name) that has to be there.
    """

    name: str
    suffix: str
    load: str
    save: str
    load_imports: tuple[str, ...]
    save_imports: tuple[str, ...]
    modules: tuple[str, ...] = ()


TABLE = Serialiser(
    "table",
    ".csv",
    "read_table({path})",
    "write_table({value}, {path})",
    ("from {package}.tables import read_table",),
    ("from {package}.tables import write_table",),
    ("tables",),
)
ANY = Serialiser(
    "any",
    "",
    "load_any({path})",
    "save_any({value}, {path})",
    ("from {package}.artefacts import load_any",),
    ("from {package}.artefacts import save_any",),
    ("artefacts", "tables", "values"),
)
JSON = Serialiser(
    "json",
    ".json",
    "read_json({path})",
    "write_json({value}, {path})",
    ("from {package}.values import read_json",),
    ("from {package}.values import write_json",),
    ("values",),
)
JOBLIB = Serialiser(
    "joblib",
    ".joblib",
    "joblib.load({path})",
    "joblib.dump({value}, {path})",
    ("import joblib",),
    ("import joblib",),
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

ONE_FILE = frozenset({"joblib", "json", "pickle"})
"""Serialisers whose file can be copied as it is: it has its suffix, and no other file beside it."""

SERIALISERS = {s.name: s for s in (TABLE, ANY, JSON, JOBLIB, PICKLE)}

_BY_TYPE = {
    "pandas.DataFrame": TABLE,
    "pandas.Series": TABLE,
    "pandas.Index": TABLE,
    "pandas.MultiIndex": TABLE,
    "pandas.DatetimeIndex": TABLE,
    "int": JSON,
    "float": JSON,
    "str": JSON,
    "bool": JSON,
    "None": JSON,
}

_DECIDED_LATE = frozenset({"numpy.ndarray", "list", "dict", "tuple", "set", "object"})
"""What is in them decides how they are saved, when they are there."""

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


def serialiser_for(types: Sequence[Type | None]) -> Serialiser:
    """The serialiser of a value, or of several that share one artefact."""
    if len(types) != 1:
        return PICKLE
    if types[0] is None or types[0].name in _DECIDED_LATE:
        return ANY
    return _BY_TYPE.get(types[0].name, JOBLIB)
