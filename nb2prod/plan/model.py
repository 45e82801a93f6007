"""The pipeline: the stages, their inputs and outputs, and the place of all code."""

from enum import Enum

from nb2prod.analysis.model import Definition, Import, Statement, Type
from nb2prod.analysis.rewrites.queries import Query
from nb2prod.diagnostics import Diagnostic
from nb2prod.notebook.model import OwnModule, Role, Source
from nb2prod.notebook.resources import Resources
from nb2prod.plan.config_names import ConfigNames
from nb2prod.plan.limits import Limit
from nb2prod.plan.names import shown_path
from nb2prod.records import dataclass, replace
from nb2prod.settings import TableFormat, TargetName, Tracker

METRICS = "metrics.json"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a cell: lines from 1, columns in UTF-8 bytes from 0, as `ast` has them."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Put the expression ``code`` in the place of the expression at ``span``.

    With ``keyword`` it is added to the call at ``span`` as a keyword argument. Without code, the
    expression is a parameter's default value, which is taken away.
    """

    span: Span
    code: str
    keyword: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A statement of the notebook, changed by ``edits``, or where it has none a synthetic line.

    ``captured`` gives for each function of the notebook that needs them the keyword arguments
    to pass, as (parameter, expression); ``replaced`` gives the expressions that stand for
    names; ``markdown`` is text to keep as a comment above. ``starts_cell``: first of its cell.
    ``nonlocals``: names that a nested definition binds as ``global``; ``emptied``: names that are
    set to None where the notebook deletes them.
    ``assigned``: the name that a bare expression's value gets, to be printed where ``displayed``;
    one that is ``printed`` has none. ``provenance``: the cell, to be named in a comment above.
    """

    statement: Statement | None = None
    text: str = ""
    edits: tuple[Edit, ...] = ()
    captured: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()
    markdown: str = ""
    starts_cell: bool = False
    nonlocals: frozenset[str] | None = None
    emptied: frozenset[str] = frozenset()
    assigned: str = ""
    displayed: bool = False
    printed: bool = False
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class Artefact:
    """What a stage saves for later ones: one value, or values that are aliases of each other.

    ``file`` is its name in the out_dir of ``producer``; ``serialiser`` names a row of
    `plan.serialisers`. ``story``: the cells and stages that it comes from and goes to, empty where
    it can provably be saved. ``looks_up`` are names that have to be there where it is loaded.
    ``written``: the notebook's own code writes the file.
    """

    names: tuple[str, ...]
    producer: str
    file: str
    serialiser: str
    types: tuple[Type | None, ...]
    story: str = ""
    looks_up: tuple[str, ...] = ()
    written: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """A value that a stage takes from an earlier one; ``parameter`` is that of its file.

    ``model_file`` is the name of the file in the model directory, for what the stage takes
    from there; it has no parameter of its own then.
    """

    name: str
    artefact: Artefact
    parameter: str
    type: Type | None
    model_file: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A path of the notebook that became a parameter.

    ``producer`` and ``file`` say which stage writes it, under which name in its out_dir; None
    for files from outside. ``kind`` is ``file``, ``dir``, ``url``, ``query``: a file of the
    project, or ``secret``: an address with a password, which ``path`` shows without it and which
    has no default. ``origin`` is the shell line of the notebook that made the file, if one did.
    """

    parameter: str
    path: str
    kind: str = "file"
    producer: str | None = None
    file: str | None = None
    model_file: str = ""
    origin: str = ""

    @property
    def shown(self) -> str:
        """The path as help and README show it: without anybody's home."""
        return shown_path(self.path)


@dataclass(frozen=True, slots=True)
class Carried:
    """What train puts in its out_dir, as ``file``, for later stages: an earlier stage's file.

    ``artefact`` is None for a file that the notebook itself writes.
    """

    parameter: str
    producer: str
    source: str
    file: str
    names: tuple[str, ...] = ()
    artefact: Artefact | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A value that the `Predictor` loads once. ``copied``: predicting would change it."""

    name: str
    attribute: str
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Predictor:
    """The class that holds what a predict stage takes from the model directory.

    ``loads`` are the notebook's own lines that read from there; ``files`` are parameters of the
    data layer for files of that folder, with the names of those; ``config``: it holds
    the parameters, a copy of which is predicted with where ``config_copied``. ``variable`` is
    what the path layer calls the object.
    """

    variable: str
    held: tuple[Held, ...]
    loads: tuple[Code, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    config: bool = False
    config_copied: bool = False

    @property
    def attributes(self) -> dict[str, str]:
        """The attribute of each value."""
        return {one.name: one.attribute for one in self.held}


@dataclass(frozen=True, slots=True)
class Output:
    """A value that the data layer takes or returns.

    ``optional``: None where no path binds it. ``shape`` is that of a traced run, for a comment.
    """

    name: str
    type: Type | None
    optional: bool = False
    shape: str = ""


class Constructor(Enum):
    """How a class takes more values when an object of it is made."""

    OWN = "its __init__ gets more parameters"
    PLAIN = "it gets an __init__"
    PASSING = "it gets an __init__ that calls that of its base class"
    INHERITED = "the __init__ of its base class takes them"
    FIELD = "it is a dataclass, and gets more fields"


@dataclass(frozen=True, slots=True)
class Item:
    """A definition or constant on module level; ``captured`` are keyword parameters to add.

    ``stored`` are those that objects of a class keep, by way of its ``constructor``; ``passed``
    those that the constructor of its base class takes.
    """

    name: str
    code: Code
    definition: Definition | None = None
    captured: tuple[tuple[str, Type | None], ...] = ()
    stored: tuple[str, ...] = ()
    constructor: Constructor = Constructor.OWN
    passed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """The statement of the notebook after which a value of a stage is final.

    It is at ``cell`` and ``line``. The value is called ``original`` there, unless the statement at
    ``hidden_cell`` and ``hidden_line`` has given that name to another value (0: none has). A moment
    without a name is the end of the stage.
    """

    name: str
    original: str
    cell: int
    line: int
    hidden_cell: int = 0
    hidden_line: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """One module. ``loads`` and ``saves`` are code of the path layer, ``body`` of the data layer.

    ``arguments`` are what the data layer takes, in order, ``outputs`` what it returns;
    ``metrics`` are the outputs that go to metrics.json, ``predictions`` those that go to
    ``predictions_file``, whose rows are those of the argument ``predicted_on``; ``artefacts`` are
    what is saved for later stages; ``figures`` is what the data layer calls the figures that it
    gives back. ``computed`` are files of the notebook's own with a ``*`` for what is computed.
    ``model_from`` is the train stage whose out_dir is the stage's model_dir; ``carried`` and
    ``keeps_config`` are what train puts there beside its own (as it was given, also where the stage
    ``changes_config``). ``moments`` say for each name when the notebook has the stage's value.
    Tags of its cells ask for ``resources``."""

    name: str
    role: Role
    cells: tuple[int, ...]
    inputs: tuple[Input, ...] = ()
    config: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    arguments: tuple[Output, ...] = ()
    outputs: tuple[Output, ...] = ()
    artefacts: tuple[Artefact, ...] = ()
    metrics: tuple[str, ...] = ()
    predictions: tuple[str, ...] = ()
    predictions_file: str = "predictions.csv"
    predicted_on: str = ""
    written: tuple[tuple[str, str], ...] = ()
    computed: tuple[str, ...] = ()
    effects: tuple[Code, ...] = ()
    loads: tuple[Code, ...] = ()
    body: tuple[Code, ...] = ()
    saves: tuple[Code, ...] = ()
    items: tuple[Item, ...] = ()
    figures: str = ""
    needs_out_dir: bool = False
    path_arguments: tuple[str, ...] = ()
    hyperparameters: tuple[str, ...] = ()
    model_from: str = ""
    config_from_model: bool = False
    keeps_config: bool = False
    changes_config: bool = False
    carried: tuple[Carried, ...] = ()
    predictor: Predictor | None = None
    resources: Resources = Resources()
    moments: tuple[Moment, ...] = ()

    @property
    def metrics_file(self) -> str:
        """The file with the stage's metrics, maybe the notebook's own; "" if there is none."""
        own = any(file == METRICS for _, file in self.written)
        return METRICS if own or self.metrics else ""

    @property
    def returned(self) -> tuple[str, ...]:
        """Names of all that the data layer gives back."""
        return (*(o.name for o in self.outputs), *([self.figures] if self.figures else []))

    @property
    def takes_config(self) -> bool:
        """Whether the stage uses parameters."""
        return bool(self.config or self.hyperparameters)

    @property
    def loads_config(self) -> bool:
        """Whether the path layer reads the parameters from a file, to use them or to keep them."""
        held = self.predictor is not None and self.predictor.config
        return self.keeps_config or (self.takes_config and not held)

    @property
    def takes_config_file(self) -> bool:
        """Whether ``model_config_file`` is one of the path layer's parameters."""
        return self.keeps_config or (self.takes_config and not self.config_from_model)

    @property
    def sources(self) -> dict[str, tuple[str, str]]:
        """Parameters for what earlier stages give: the stage, and the file in its out_dir.

        ``model_dir`` is the out_dir itself, its file "".
        """
        found = {"model_dir": (self.model_from, "")} if self.model_from else {}
        for one in self.inputs:
            if not one.model_file:
                found[one.parameter] = (one.artefact.producer, one.artefact.file)
        for carried in self.carried:
            found.setdefault(carried.parameter, (carried.producer, carried.source))
        for file in self.files:
            if file.producer and file.file is not None and not file.model_file:
                found[file.parameter] = (file.producer, file.file)
        return found

    @property
    def outside(self) -> tuple[File, ...]:
        """Files from outside."""
        return tuple(file for file in self.files if file.producer is None)


@dataclass(frozen=True, slots=True)
class Assertions:
    """A test of the package: what a cell asserts of functions, with the module of each name."""

    name: str
    body: tuple[Code, ...]
    used: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pipeline:
    """All that `emit` needs. ``items`` are shared definitions and constants.

    ``flags`` are names that an import inside ``try`` or ``if`` binds beside modules, with its
    statement, ``constants`` those that its test may read; ``chosen_classes`` are those of them that
    stand in common.py. ``chosen_imports`` are (module, name, statement), where different imports
    bind a name. ``data`` are the shell lines that get the notebook's data. ``python`` ran it last.
    ``installed`` are the versions to pin, ``providers`` the distributions of import names,
    ``tests`` the schema of the inputs. ``queries`` have own files. ``folders`` are added to
    ``sys.path``, where ``own_modules`` may lie, ``searched_first`` at its start; ``modules`` are
    own ones. ``renamed``: names with the notebook's; ``sources``: notebooks, ``data_root``: where.
    """

    package: str
    title: str
    stages: tuple[Stage, ...]
    parameters: tuple[tuple[str, object], ...] = ()
    limits: tuple[Limit, ...] = ()
    config: ConfigNames = ConfigNames()
    hyperparameters: tuple[tuple[str, dict[str, object]], ...] = ()
    items: tuple[Item, ...] = ()
    imports: tuple[Import, ...] = ()
    import_sources: tuple[tuple[int, str], ...] = ()
    flags: tuple[tuple[str, int], ...] = ()
    chosen_classes: tuple[str, ...] = ()
    constants: tuple[tuple[str, int], ...] = ()
    extra_imports: tuple[tuple[str, str], ...] = ()
    requirements: tuple[str, ...] = ()
    python: tuple[int, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    markdown: str = ""
    chosen_imports: tuple[tuple[str, str, int], ...] = ()
    data: tuple[str, ...] = ()
    tables: TableFormat = "csv"
    installed: tuple[tuple[str, str], ...] = ()
    providers: tuple[tuple[str, str], ...] = ()
    tests: str = ""
    queries: tuple[Query, ...] = ()
    targets: tuple[TargetName, ...] = ()
    extras: tuple[str, ...] = ()
    track: Tracker | None = None
    folders: tuple[str, ...] = ()
    searched_first: frozenset[str] = frozenset()
    own_modules: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()
    file: str = ""
    modules: tuple[OwnModule, ...] = ()
    assertions: tuple[Assertions, ...] = ()
    data_root: str = "."

    def seen_from(self, module: str) -> "Pipeline":
        """With those imports only that the module (a stage, or ``common``) may take."""
        chosen = {name: statement for m, name, statement in self.chosen_imports if m == module}
        found = (o for o in self.imports if chosen.get(o.name, o.statement) == o.statement)
        return replace(self, imports=tuple(found))

    @property
    def common(self) -> tuple[str, ...]:
        """Names that stand in common.py."""
        return (*(item.name for item in self.items), *self.chosen_classes)
