"""How a value is saved between stages, by its type: a row a kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nb2prod.analysis.model import Type
from nb2prod.knowledge.saved import FORMATS, SAVED, SAVED_LATE
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
"""For what can always be saved; `plan.provably_saved` tells which estimators are so."""


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

FORMULA = _library(
    "formula",
    ".pickle",
    "import pickle",
    "pickle.loads(({path}).read_bytes())",
    "({path}).write_bytes(pickle.dumps({value}))",
)
"""For models that look up the names of their formula when they are loaded: see `plan.formulas`."""

ONE_FILE = frozenset(
    {
        *("joblib", "library", "booster", "object", "json", "pickle", "formula"),
        *("torch", "tensor", "sparse", "keras", "tf_keras"),
    }
)
"""Serialisers whose file can be copied as it is: it has its suffix, and no other file beside it."""


def is_pickled(name: str) -> bool:
    """Whether a value that cannot be pickled cannot be saved by the serialiser either."""
    return name in ("any", "joblib", "library", "booster", "object", "json", "pickle", "formula")


SERIALISERS = {
    s.name: s
    for s in (
        *TABLES.values(),
        *(ANY, JSON, JOBLIB, LIBRARY, OBJECT, BOOSTER, XGBOOST),
        *(SPARSE, TORCH, TENSOR, KERAS, TF_KERAS, PICKLE, FORMULA),
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
    if types[0] is None or types[0].name == "object" or types[0].name in SAVED_LATE:
        return ANY
    library = types[0].name.partition(".")[0]
    if library == "notebook":
        return TORCH if base.startswith("torch.nn.") else OBJECT
    name = SAVED.get(types[0].name) or SAVED.get(library, OBJECT.name)
    return TABLES[tables] if name == _TABLE.name else SERIALISERS[name]


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
            late = SAVED_LATE.get(known.name) if known else None
            found = [k for one in libraries for k in FORMATS.get(one, ())]
            kinds |= {"any"} | (late or {"json", *found})
    modules |= {m for kind, m in (("table", "tables"), ("json", "values")) if kind in kinds}
    return Helpers(tuple(sorted(modules)), frozenset(kinds))


def imports_of(package: str) -> dict[str, str]:
    """Import lines of all serialisers by the name that they bind."""
    lines = [line for s in SERIALISERS.values() for line in (*s.load_imports, *s.save_imports)]
    return {line.split()[-1]: line.format(package=package) for line in lines}


NAMES = frozenset(imports_of("package"))
"""Names that the lines of the serialisers use."""
