"""How a value is saved between stages, by its type: one row per kind."""

from collections.abc import Sequence

from nb2prod.analysis.model import Type
from nb2prod.knowledge.saved import SAVED
from nb2prod.records import dataclass, replace
from nb2prod.settings import TableFormat


@dataclass(frozen=True, slots=True)
class Serialiser:
    """``load`` and ``save`` are expressions over ``{path}`` (``{owner}``, where a method of it is
    called) and ``{value}`` (``{itself}``, where a method of that is).

    ``load_imports`` and ``save_imports`` are the import lines that these need; ``{package}`` stands
    for the package. ``note`` says what is special, for the person who converts. ``beside``: the
    suffix of a second file that is saved with the first.
    """

    name: str
    suffix: str
    load: str
    save: str
    load_imports: tuple[str, ...]
    save_imports: tuple[str, ...]
    note: str = ""
    beside: str = ""

    def saving(self, value: str, path: str) -> str:
        """The line that saves the expression `value`."""
        return self.save.format(value=value, path=path, owner=_owner(path), itself=_owner(value))

    def loading(self, path: str) -> str:
        """The expression that loads the file."""
        return self.load.format(path=path, owner=_owner(path))

    def files(self, stem: str) -> frozenset[str]:
        """The files that a value is saved in."""
        return frozenset(stem + suffix for suffix in (self.suffix, self.beside) if suffix)


def _owner(value: str) -> str:
    """The expression as that of which a method is called."""
    return value if all(map(str.isidentifier, value.split("."))) else f"({value})"


def _library(name: str, suffix: str, line: str, load: str, save: str) -> Serialiser:
    """A row whose values a library loads and saves in one call."""
    return Serialiser(name, suffix, load, save, (line,), (line,))


_TABLE = Serialiser(
    "table",
    ".csv",
    "load_table({path})",
    "save_table({value}, {path})",
    ("from {package}.storage import load_table",),
    ("from {package}.storage import save_table",),
    beside=".joblib",
)
TABLES: dict[TableFormat, Serialiser] = {
    "csv": _TABLE,
    "jsonl": replace(_TABLE, name="table_jsonl", suffix=".jsonl"),
    "parquet": replace(_TABLE, name="table_parquet", suffix=".parquet"),
}
JSON = _library(
    "json",
    ".json",
    "import json",
    "json.loads({owner}.read_text())",
    "{owner}.write_text(json.dumps({value}))",
)
"""For what is a plain value for sure: `plan.scalars`."""
JOBLIB = _library(
    "joblib", ".joblib", "import joblib", "joblib.load({path})", "joblib.dump({value}, {path})"
)
"""It keeps whatever can be saved as it is."""
OBJECT = replace(
    JOBLIB,
    name="object",
    note="it is saved with joblib; loading needs the same versions of its classes",
)
BOOSTER = replace(
    JOBLIB,
    name="booster",
    note="it is saved with joblib: the library's own format would lose parameters and history of "
    "the training. Load it with the same version of the library",
)
ARRAY = _library(
    "array",
    ".npy",
    "import numpy as np",
    "np.load({path}, allow_pickle=True)",
    "np.save({path}, {value})",
)
NUMBERS = replace(ARRAY, name="numbers", load="np.load({path})")
"""For arrays that hold numbers for sure, where nothing has to be unpickled."""
TENSOR = _library(
    "tensor",
    ".pt",
    "import torch",
    "torch.load({path}, weights_only=False)",
    "torch.save({value}, {path})",
)
TORCH = replace(
    TENSOR,
    name="torch",
    note="it is saved whole: from a state_dict alone nb2prod cannot build it again. Loading needs "
    "its class, which the package has or imports",
)
PICKLE = _library(
    "pickle",
    ".pickle",
    "import pickle",
    "pickle.loads({owner}.read_bytes())",
    "{owner}.write_bytes(pickle.dumps({value}))",
)
"""For aliases, as a tuple, and values that a later stage changes: joblib saves an array twice."""
PATHS = Serialiser(
    "paths",
    ".joblib",
    "load_paths({path})",
    "save_paths({value}, {path})",
    ("from {package}.storage import load_paths",),
    ("from {package}.storage import save_paths",),
)
"""For values in which paths of the stage's own files stand: its folder may be moved."""
FORMULA = replace(PICKLE, name="formula")
"""For models that look up the names of their formula when they are loaded: see `plan.formulas`."""


def is_pickled(name: str) -> bool:
    """Whether a value that cannot be pickled cannot be saved by the serialiser either."""
    return name in ("joblib", "booster", "object", "json", "pickle", "formula", "paths")


SPARK = Serialiser(
    "spark_table",
    ".parquet",
    "load_spark({path})",
    '{itself}.write.mode("overwrite").parquet(str({path}))',
    ("from {package}.storage import load_spark",),
    (),
)
_LIBRARIES = (
    SPARK,
    *(
        Serialiser(
            name,
            ".spark",
            f"{name.removeprefix('pyspark.')}.load(str({{path}}))",
            "{itself}.write().overwrite().save(str({path}))",
            ("from pyspark import ml",),
            (),
        )
        for name in sorted(set(SAVED.values()))
        if name.startswith("pyspark.ml.")
    ),
    Serialiser(
        "sparse",
        ".npz",
        "load_npz({path})",
        "save_npz({path}, {value})",
        ("from scipy.sparse import load_npz",),
        ("from scipy.sparse import save_npz",),
    ),
    *(
        replace(
            _library(
                name,
                ".keras",
                f"import {module.split('.')[0]}",
                f"{module}.models.load_model({{path}})",
                "{itself}.save({path})",
            ),
            save_imports=(),
        )
        for name, module in (("keras", "keras"), ("tf_keras", "tensorflow.keras"))
    ),
)
"""Formats of libraries that only their types ask for: a new one is a row here."""
FOLDERS = frozenset({SPARK.suffix, ".spark"})
"""Suffixes under which folders are saved, too."""
SERIALISERS = {
    s.name: s
    for s in (
        *TABLES.values(),
        *(JSON, JOBLIB, OBJECT, BOOSTER, ARRAY, NUMBERS, TORCH, TENSOR, PICKLE, FORMULA, PATHS),
        *_LIBRARIES,
    )
}


def serialiser_for(
    types: Sequence[Type | None], tables: TableFormat = "csv", base: str = ""
) -> Serialiser:
    """The serialiser of a value, or of several that share one artefact.

    `base` is the class of a library that the value's class in the notebook is made from, if any.
    """
    if len(types) != 1:
        return PICKLE
    if types[0] is None:
        return JOBLIB
    library = types[0].name.partition(".")[0]
    if library == "notebook":
        return TORCH if base.startswith("torch.nn.") else OBJECT
    name = SAVED.get(types[0].name) or SAVED.get(library, OBJECT.name)
    return TABLES[tables] if name == _TABLE.name else SERIALISERS[name]


STORAGE = frozenset(
    {
        *("save_metrics", "save_predictions"),
        *("show_figures", "keep_figure", "save_figure", "save_figures", "show_plot"),
    }
)
"""Functions of storage.py, beside those of the serialisers."""


def imports_of(package: str) -> dict[str, str]:
    """Import lines of all that loads and saves, by the name that they bind."""
    lines = [line for s in SERIALISERS.values() for line in (*s.load_imports, *s.save_imports)]
    lines += [f"from {{package}}.storage import {name}" for name in STORAGE]
    return {line.split()[-1]: line.format(package=package) for line in lines}


NAMES = frozenset(imports_of("package"))
"""Names that lines which load and save use."""
