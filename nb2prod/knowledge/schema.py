"""What can be said about a library: the kinds of rows in the files of ``libraries/``.

Names of functions are written as seen from the library (``read_csv`` in that of pandas), many in
one text with spaces between them; ``.`` is the library itself. Types, and the owners of methods,
are written in full. A name that starts with a dot (``.to_csv``) is a method of any receiver.

The rows are named tuples: some thousand are made at each start, which would be felt otherwise.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

RECEIVER = -1
"""Value of ``Path.argument`` when the path is the method's receiver."""

KEYWORD_ONLY = -2
"""Value of ``Path.argument`` when the path can only be passed by keyword."""

ITSELF = "self"
"""As what is returned: an instance of the class that is called, or of the receiver's."""


def words(text: str) -> frozenset[str]:
    """The names in a text."""
    return frozenset(text.split())


class Access(StrEnum):
    """What a call does with the path that it receives."""

    READ = "read"
    WRITE = "write"
    READ_DIRECTORY = "read_directory"
    WRITE_DIRECTORY = "write_directory"
    GLOB = "glob"
    EXISTS = "exists"
    OPEN = "open"

    @property
    def writes(self) -> bool:
        """Whether a file, or a folder, is written."""
        return self in (Access.WRITE, Access.WRITE_DIRECTORY)

    @property
    def may_write(self) -> bool:
        """Whether what the path leads to may be another file afterwards."""
        return self.writes or self is Access.OPEN


class Else(StrEnum):
    """What may stand in the place of a path.

    ``DATA``: it is rarely a path, only one that is known to be text counts. ``TEXT``: the content
    itself. ``NAME``: the name of something published, which no file may have; ``OWNED_NAME``: such
    a name with an owner or a group before one slash, as in ``google/vit-base``. ``COMMAND``: the
    words of a command line, of which some may be paths. ``STR``: no object but a text.
    """

    NOTHING = ""
    DATA = "data"
    TEXT = "text"
    NAME = "name"
    OWNED_NAME = "owned name"
    COMMAND = "command"
    STR = "str"


class Mode(NamedTuple):
    """The mode argument of a function: its position (the path is 0), keyword and default.

    ``append`` is what mode ``a`` does: it only writes to a text file, while a container file
    (HDF5, NetCDF, Zarr) is opened for reading and writing.
    """

    position: int = 1
    keyword: str = "mode"
    default: str = "r"
    append: Access = Access.WRITE


class Path(NamedTuple):
    """One path argument of the functions in ``name``, or of methods.

    ``argument`` is the positional index of the path (``self`` not counted), ``RECEIVER`` or
    ``KEYWORD_ONLY``; ``keyword`` is empty when the path is the receiver or positional-only.
    ``needs`` is the prefix of the receiver's type that has to be known before an ambiguous
    method name counts. A call with two paths has two rows.
    """

    name: str
    argument: int
    keyword: str
    returns: str | None = None
    needs: str = ""
    other: Else = Else.NOTHING
    mode: Mode | None = None
    """Of functions that open files; without one they may always do both."""
    unpacks: bool = False
    """Fills a folder with files that the notebook then reads by their names."""
    access: Access = Access.READ
    """As the field of `Library` says that it stands in."""


IOFunction = Path
"""A row as it is looked up: of one function, named in full."""


class Result(StrEnum):
    """How the type of a result follows from the arguments, or from how the object was made."""

    FLOATS = "keeps the shape of its one argument and gives floats"
    KEPT = "keeps shape and kind of the first argument"
    BOOLS = "keeps the shape and gives booleans"
    BROADCAST = "follows the rules of a + b"
    SPARSE = "a transformer that gives scipy.sparse.csr_matrix by default"
    SPARSE_OPTION = "a transformer whose argument sparse_output or sparse settles the result"
    AS_PARTS = "a transformer whose result follows its parts, or is sparse for sparse input"
    EITHER_MATRIX = "a transformer of that kind whose result is always an array or CSR"
    DENSE_FOR_DENSE = "a transformer that gives an array for a dense table or array"


class Act(StrEnum):
    """What a call does, as far as stages go."""

    LOAD = "loads"
    PREPARE = "prepares"
    BUILD = "builds"
    FIT = "fits"
    RESTORE = "restores"
    PREDICT = "predicts"
    MEASURE = "measures"
    SAVE = "saves"
    PLOT = "plots"
    INSPECT = "shows"
    SETTING = "sets"


class Value(StrEnum):
    """What a value is in the life of a model.

    ``STREAM`` is data that no file can hold (a generator, a native matrix), ``NEW`` data that is
    written out in the notebook, ``RESULT`` what is known about a model: scores, histories,
    coefficients.
    """

    DATA = "data"
    NEW = "new"
    STREAM = "stream"
    TRANSFORMER = "transformer"
    MODEL = "model"
    PREDICTION = "prediction"
    RESULT = "result"


Names = Mapping[str, str]
"""What is said of functions (often their type), to the names of these."""

Members = Mapping[str, Names]
"""The owner of methods or attributes, to their types, to their names."""


NOTHING: Mapping[Any, Any] = MappingProxyType({})
"""What most fields of most libraries say."""


class Library(NamedTuple):
    """All that is known of a library; a large one may be described in several of these.

    ``name`` is what it is imported as, empty for names that are written in full (the standard
    library); ``also`` are other names under which all of this holds, types of its own included.
    """

    name: str
    also: tuple[str, ...] = ()

    known: str = ""
    """Other libraries, of which nothing is said but that they are some."""

    # How it is written.
    distribution: str = ""
    """What brings it, where that has another name."""
    until: Names = NOTHING
    """Version that took it away, to functions and classes, to methods (``.get_feature_names``) of
    what the library makes, and to keywords of functions: ``OneHotEncoder(sparse)``."""
    changed: Names = NOTHING
    """Version from which the same code computes something else, to the first Python that it runs
    with: a notebook of an older Python was written for an older version."""
    conda: str = ""
    """What Conda calls it, where that is another name."""
    extends: Names = NOTHING
    """Libraries, to the modules that add something to them when they are imported."""
    accessors: str = ""
    """What is added, where it is only attributes: where code has none, it needs no import."""
    alias: str = ""
    """How it is usually imported in annotations (``pd``); from others the class is imported."""
    loads_all: bool = False
    """It loads its submodules with it: ``tf.keras.Model`` needs no further import."""
    public: Mapping[str, str] = NOTHING
    """Where a class can be imported from, if its name as a type is not that place."""
    unwritten: str = ""
    """Types that say nothing to a reader of a signature."""

    # Files: the path arguments, by what is done with the path.
    reads: tuple[Path, ...] = ()
    writes: tuple[Path, ...] = ()
    reads_folders: tuple[Path, ...] = ()
    writes_folders: tuple[Path, ...] = ()
    globs: tuple[Path, ...] = ()
    looks_for: tuple[Path, ...] = ()
    opens: tuple[Path, ...] = ()
    text_paths: str = ""
    """Modules, or functions, that take a path as text but not as a ``Path``."""

    # Types. They are written as in annotations: ``list[str]``, ``tuple[int, ?]``; ``?`` is unknown,
    # "None" a call without a result, "self" the receiver's own type.
    classes: bool = False
    """A name in CamelCase is a class, and calling it gives an instance; but for ``no_classes``."""
    no_classes: str = ""
    returns: Names = NOTHING
    """Type to functions, `ITSELF` to classes; what `Path` says is not said again here."""
    methods: Members = NOTHING
    attributes: Members = NOTHING
    members: Names = NOTHING
    """Classes, to all public names of their objects, in whatever version of the library."""
    constants: Names = NOTHING
    default_only: Names = NOTHING
    """Keywords that change the type of the result, whatever their value but None and False."""
    switches: Mapping[str, Mapping[str, Mapping[object, str]]] = NOTHING
    """Keywords whose value changes the type: functions -> keyword -> value -> type."""
    results: Mapping[Result, str] = NOTHING
    bunches: Mapping[tuple[str, str, str, str], str] = NOTHING
    """Data sets, by the types of ``data``, ``target`` (not as frames), ``feature_names`` and
    ``target_names``; an empty text where there is none, or none of one type."""
    estimators: str = ""
    """How the classes begin that follow the interface of scikit-learn."""

    immutable: str = ""
    """Types of which no object, nor what it holds, can change."""
    arrays: str = ""
    """Types whose basic indexing gives views."""
    samples: str = ""
    """Types, or modules of types, that hold a row or an entry for each sample."""

    # What calls change, and what results share.
    pure: str = ""
    """Modules whose functions and constructors change only what ``changes`` lists."""
    pure_functions: str = ""
    """Functions that change none of their arguments; consuming an iterator is not counted."""
    pure_methods: Names = NOTHING
    """Methods that are pure on receivers whose type has the prefix, but not on all others."""
    changes: Mapping[tuple[int, ...], str] = NOTHING
    """Functions that change positional arguments, by the indexes of these."""
    fresh: str = ""
    """Functions whose result shares nothing with their arguments (but with ``out=``)."""
    views: str = ""
    """Functions whose result may be over the memory of their argument."""
    holds: str = ""
    """Functions in lower case whose result holds the arguments (classes do anyway)."""
    holds_elements: str = ""
    """Those of them whose result holds the elements of its arguments, and nothing else."""
    gives_arguments: str = ""
    """Functions whose result may be an argument or in one."""
    enters: str = ""
    """Functions whose result, entered by ``with``, gives the argument."""
    copies: str = ""
    """Classes, or modules of classes, that copy what they are given or hold nothing mutable."""
    connected: str = ""
    """Functions that return several objects of which each leads to the others."""
    consumes: str = ""
    """Functions that read iterators among their arguments to the end."""
    calls: str = ""
    """Functions that call what they are given."""
    calls_nothing: str = ""
    """Modules and functions that call no more than special methods of what they are given."""
    uses_estimators: bool = False
    """Its functions fit or ask the estimators that they are given."""
    clones: str = ""
    """Classes, or modules of classes, whose objects fit clones of the estimators they hold."""
    enters_itself: str = ""
    """Types whose object is what ``with ... as`` binds."""
    inplace: str = ""
    """Methods that change their receiver when called with ``inplace=True``."""
    tensor_functions: str = ""
    """Modules whose functions compute a new tensor from two, and are handed on as values."""
    means: str = ""
    """How the classes of metrics begin whose ``result()`` is computed again each time."""

    # Random numbers.
    seeds: Names = NOTHING
    """Stream, or family of streams, to the functions that seed it."""
    streams: Mapping[str, tuple[str, ...]] = NOTHING
    """Families of streams, to the streams that seeding them resets."""
    draws: Names = NOTHING
    """Global stream, to the functions and constructors that, or whose results, draw from it."""
    random_state: str = ""
    """Callables that draw from the stream of numpy when ``random_state`` is not given; those whose
    ``random_state`` defaults to a number are left out, they are reproducible."""
    random_state_if: Names = NOTHING
    """Those of them that draw only when this keyword has a value other than its default."""

    # The whole process.
    settings: str = ""
    """Functions with an effect that outlives the call and reaches unrelated code."""
    left_behind: str = ""
    """Those of them that only make sense on the machine that the notebook ran on."""
    setting_objects: str = ""
    """Prefixes of attributes whose assignment or mutation is seen by the whole process."""
    setting_getters: str = ""
    """Functions that give an object of the whole process, whose attributes are settings."""

    # Figures.
    figures: str = ""
    """Modules and functions that draw on a figure of matplotlib."""
    own_canvas: bool = False
    """Its plots are no figures of matplotlib."""

    # How values are saved between stages.
    saved: Names = NOTHING
    """Serialiser (``plan/serialisers.py``), to the types that it saves; ``.`` is for the others."""
    unsavable: Names = NOTHING
    """Types whose values no file can hold, by what to call them."""

    # What stands as it is, or is done again, where stages are divided.
    prints: str = ""
    """Functions that write to the terminal."""
    only_computes: str = ""
    """Modules whose functions have no effect, so that only their display is lost without them."""
    acts: str = ""
    """Functions that do have one, although they change no argument."""
    remade: str = ""
    """Functions that make a value that no file holds from values that files hold."""
    cheap: str = ""
    """Functions whose result is the same whenever they are called, and quickly there."""
    cheap_classes: str = ""
    """Modules of classes of that kind, if their names tell (see ``graph/policy.py``)."""

    # What a call means for the stages.
    metrics: str = ""
    """Functions that return one score: a float that shares nothing with the arguments."""
    score_tables: str = ""
    """Functions that give several scores, or counts of right and wrong, at once."""
    # A call of anything at or below a name does this; the longest name of all fields wins. What it
    # gives is said by `CALLS` of `stage_tables.py`.
    loads: str = ""
    prepares_data: str = ""
    processors: str = ""
    """They are made ready to prepare data, and are fitted elsewhere."""
    builds: str = ""
    fits: str = ""
    trains: str = ""
    """They do what training does, and give nothing that is a model."""
    restores: str = ""
    restores_model: str = ""
    predicts: str = ""
    measures: str = ""
    plots_model: str = ""
    saves: str = ""
    plots: str = ""
    shows: str = ""
    sets_up: str = ""
    # A call of these tells nothing by itself; what is made of the value does.
    transformers: str = ""
    data_streams: str = ""
    data: str = ""
    neutral: str = ""
    general: str = ""
    """Those of them that are used in all stages, so that a call tells little."""
    composite: str = ""
    """Those of them that are a model if one of their parts is, otherwise a transformer."""
    prepares: Names = NOTHING
    """What its functions, classes and methods do to data, in a word (``clean``)."""
    networks: bool = False
    """Its classes are the bases of networks."""
    hyperparameters: str = ""
    """Functions, and modules of classes, whose literal arguments are hyperparameters."""
    unpickles: str = ""
    """Functions that restore a model or data, as the name that it is bound to says."""
    cross_validates: str = ""
    """Functions that fit and score what has not been fitted: candidates are compared by them."""
