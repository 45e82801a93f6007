"""The pipeline: stages, what they take and give, and which code goes where."""

from dataclasses import dataclass

from nb2prod.analysis.model import Definition, Import, Statement, Type
from nb2prod.diagnostics import Diagnostic
from nb2prod.notebook.model import Role


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a cell: lines from 1, columns in UTF-8 bytes from 0, as `ast` has them."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Put the expression ``code`` in the place of the expression at ``span``."""

    span: Span
    code: str


@dataclass(frozen=True, slots=True)
class Code:
    """A statement of the notebook, changed by ``edits``, or where it has none a line of ours.

    ``captured`` gives for each function of the notebook that needs them the keyword arguments
    to pass, as (parameter, expression); ``replaced`` gives the expressions that stand for
    names; ``markdown`` is text to keep as a comment above. ``starts_cell``: first of its cell.
    ``nonlocals``: names that a nested definition declares ``global``.
    ``assigned``: the name that the value of a bare expression gets, to be printed.
    ``provenance``: the cell, to be named in a comment above.
    """

    statement: Statement | None = None
    text: str = ""
    edits: tuple[Edit, ...] = ()
    captured: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()
    markdown: str = ""
    starts_cell: bool = False
    nonlocals: frozenset[str] = frozenset()
    assigned: str = ""
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class Artefact:
    """What a stage saves for later ones: one value, or values that are tied to each other.

    ``file`` is its name in the out_dir of ``producer``; ``serialiser`` names a row of
    `plan.serialisers`.
    """

    names: tuple[str, ...]
    producer: str
    file: str
    serialiser: str
    types: tuple[Type | None, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """A value that a stage takes from an earlier one; ``parameter`` is that of its file."""

    name: str
    artefact: Artefact
    parameter: str
    type: Type | None


@dataclass(frozen=True, slots=True)
class File:
    """A path of the notebook that became a parameter.

    ``producer`` and ``file`` say which stage writes it, under which name in its out_dir; None
    for files from outside. ``kind`` is ``file``, ``dir``, ``url``, or ``secret``: an address with
    a password, which ``path`` shows without it and which has no default.
    """

    parameter: str
    path: str
    kind: str = "file"
    producer: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """A value that the data layer gives back. ``optional``: None where no path binds it."""

    name: str
    type: Type | None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A definition or constant on module level; ``captured`` are keyword parameters to add."""

    name: str
    code: Code
    definition: Definition | None = None
    captured: tuple[tuple[str, Type | None], ...] = ()
    stored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """One module. ``loads`` and ``saves`` are code of the path layer, ``body`` of the data layer.

    ``arguments`` are what the data layer takes, in order, ``outputs`` what it gives back;
    ``metrics`` are the outputs that go to metrics.json; ``artefacts`` are what is saved for
    later stages.
    """

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
    metrics_file: str = "metrics.json"
    written: tuple[tuple[str, str], ...] = ()
    effects: tuple[Code, ...] = ()
    loads: tuple[Code, ...] = ()
    body: tuple[Code, ...] = ()
    saves: tuple[Code, ...] = ()
    items: tuple[Item, ...] = ()
    figures: bool = False
    needs_out_dir: bool = False
    path_arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Everything that `emit` needs. ``items`` are the definitions and constants that are shared."""

    package: str
    title: str
    stages: tuple[Stage, ...]
    parameters: tuple[tuple[str, object], ...] = ()
    items: tuple[Item, ...] = ()
    imports: tuple[Import, ...] = ()
    import_sources: tuple[tuple[int, str], ...] = ()
    extra_imports: tuple[tuple[str, str], ...] = ()
    requirements: tuple[str, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    markdown: str = ""

    @property
    def common(self) -> tuple[str, ...]:
        """Names that stand in common.py."""
        return tuple(item.name for item in self.items)
