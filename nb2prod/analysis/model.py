"""What the analysis finds out: facts about each top-level statement of a notebook."""

import ast
from collections.abc import Mapping
from enum import StrEnum

from nb2prod.diagnostics import Diagnostic, Place
from nb2prod.knowledge.files import DIRECTORY_MAKERS
from nb2prod.knowledge.schema import Access, IOFunction
from nb2prod.notebook.model import Cell
from nb2prod.reach import reached
from nb2prod.records import dataclass

_NOTEBOOK = "notebook."
DefinitionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Assign


@dataclass(frozen=True, slots=True)
class Type:
    """A type as far as it is known: a qualified name, with the types of a tuple's parts.

    ``name`` is as in ``knowledge.type_tables`` (``pandas.DataFrame``, ``int``); a class of the
    notebook is ``notebook.NAME``. ``parts`` are the parts of a ``tuple`` of known length, or the
    one element type of a ``list``/``set``, or key and value of a ``dict``, where known.
    """

    name: str
    parts: tuple["Type | None", ...] = ()

    @property
    def own_class(self) -> str:
        """The class of the notebook that it is; "" for every other type."""
        return self.name.removeprefix(_NOTEBOOK) if self.name.startswith(_NOTEBOOK) else ""


def own_type(name: str) -> Type:
    """The type of objects of a class of the notebook."""
    return Type(f"{_NOTEBOOK}{name}")


@dataclass(frozen=True, slots=True)
class Statement:
    """A top-level statement, or several that share a line (``a = 1; b = 2``).

    Imports at the start of such a line are a statement of their own.

    ``source`` starts with the comments and blank lines above the statement and ends with the
    comment after it (for the last statement of a cell, with all that follows). ``line`` is the
    line of the cell, from 1, where the code starts, ``first_line`` that where ``source`` starts.
    """

    index: int
    cell: Cell
    nodes: tuple[ast.stmt, ...]
    source: str
    first_line: int
    line: int

    @property
    def place(self) -> Place:
        """Where the statement starts."""
        return Place(self.cell.number, self.cell.id, self.line)

    @property
    def run_at(self) -> tuple[int, int]:
        """The cell, and its line after which the statement has run."""
        return int(self.cell.number), self.cell.ran_at or self.nodes[-1].lineno


class Sharing(StrEnum):
    """How a value is an alias of another: the same object (or inside it), or the same memory."""

    SAME = "same"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Share:
    """After the statement, a mutation of one of the two names may be seen through the other."""

    name: str
    source: str
    how: Sharing


@dataclass(frozen=True, slots=True)
class Lead:
    """The start of a path: the constant global, the constant text; ``whole`` if all of it.

    ``root`` is written as in the notebook: ``OUT``, ``cfg.out``, ``CFG["out"]``; ``value`` is what
    that holds. ``prefix`` is the text that the path starts with (``models/`` of
    ``f"models/{name}.pkl"``). ``spelled`` is the path with what is known of calls in it written
    out, where any is.
    """

    root: str | None = None
    prefix: str = ""
    whole: bool = False
    value: object = None
    spelled: ast.expr | None = None

    @property
    def known(self) -> bool:
        """Whether there is one."""
        return self.root is not None or bool(self.prefix)


@dataclass(frozen=True, slots=True)
class IOCall:
    """A call that touches a file, by a row of the tables.

    ``access`` is the row's, for ``open`` and its like decided by the mode. ``argument`` is the
    expression of the path, ``path`` its value when it is constant (posix separators, as
    written), ``constants`` the global names that the value was folded through; ``start`` tells
    how it begins where it is not constant.
    ``values`` are all the paths that it takes in a loop over constants, where they are known.
    ``certain`` is false where a method of this name on an unknown receiver may be another.
    ``inside`` is the qualified chain of definitions between statement and call, outermost
    first, for calls that a function of the notebook makes; empty at the top level.
    """

    row: IOFunction
    node: ast.Call
    access: Access
    argument: ast.expr
    path: str | None
    constants: frozenset[str]
    start: Lead = Lead()
    certain: bool = True
    inside: tuple[str, ...] = ()
    values: tuple[str, ...] | None = None

    @property
    def writes(self) -> bool:
        """Whether the file, or the folder, is written."""
        return self.access.writes

    @property
    def leaves_file(self) -> bool:
        """Whether it writes, and does not only make a folder."""
        return self.writes and self.row.name not in DIRECTORY_MAKERS


@dataclass(frozen=True, slots=True)
class Definition:
    """A function or class that the notebook defines at top level (or a lambda with a name).

    ``reads`` are the names that its body takes from the notebook's globals, other definitions
    and imports among them, builtins not; ``deferred`` are those that a call reads, the others are
    read where the definition stands. ``writes`` are those it binds by ``global``.
    ``mutates`` are globals and ``mutated_parameters`` are parameters whose objects it may
    change in place, by itself or through definitions it calls. ``shares_parameters``: those
    that its result may share with. ``methods`` are the definitions of a class's methods.
    ``registers``: a decorator puts it where others find it, so that defining it is an effect;
    ``everywhere``: that is in a library. ``values``: globals that a class keeps for all its
    objects in the scripts, each with the attribute.
    """

    name: str
    node: DefinitionNode
    statement: int
    parameters: tuple[str, ...] = ()
    reads: frozenset[str] = frozenset()
    deferred: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    mutates: frozenset[str] = frozenset()
    mutated_parameters: frozenset[str] = frozenset()
    shared_parameters: frozenset[str] = frozenset()
    seeds: frozenset[str] = frozenset()
    draws: frozenset[str] = frozenset()
    effects: tuple[str, ...] = ()
    io: tuple[IOCall, ...] = ()
    methods: tuple["Definition", ...] = ()
    returns: Type | None = None
    registers: bool = False
    everywhere: bool = False
    values: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from other definitions of the same name."""
        return self.name, self.statement


def lineage(name: str, definitions: Mapping[str, Definition]) -> list[Definition]:
    """A class of the notebook and those of its that it is made from, nearest first."""

    def bases(one: str) -> list[str]:
        known = definitions.get(one)
        above = known.node.bases if known and isinstance(known.node, ast.ClassDef) else []
        return [base.id for base in above if isinstance(base, ast.Name)]

    found = (definitions[one] for one in reached([name], bases) if one in definitions)
    return [one for one in found if isinstance(one.node, ast.ClassDef)]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a top-level statement does to the notebook's global names.

    Flow inside the statement is taken into account: a name that every path binds before it is
    read is not in ``reads``.

    Attributes:
        reads: names whose value may be read; definitions and imports among them, builtins not.
        binds: names bound on every path through the statement.
        may_bind: names bound on some path; holds ``binds``, and what called definitions bind
            by ``global``. A loop variable is only maybe bound (the iterable may be empty).
        mutates: names whose object may be changed in place, by the statement or by the
            definitions that it calls. ``x += 1`` binds, and mutates unless x is immutable.
            ``f.x`` (``C.m.x``) stands for the default value of a parameter of a definition.
        together: sets of names of which one and the same change in place may be seen through
            each; names that are in none together are changed one by one.
        deletes: names deleted on every path; ``may_delete`` on some only.
        unsettled: names that some path leaves unbound, though another may bind them.
        definitions: definitions that the statement may reach, as they stand at this point of
            the notebook, with all that these reach in turn; in order of definition.
        escaping: names of definitions that are used otherwise than by being called.
        hidden_reads: globals that calls of those definitions read (not definitions and
            imports).
        shares: aliases among names that hold after the statement.
        overlapping: names that the statement binds or changes, whose value has one memory twice:
            an array, and a view of it.
        changes_overlap: names of which it changes such memory.
        seeds, draws: random streams (``numpy``, ``python``, ``torch`` …) that are set or advanced.
        effects: qualified names of process-wide effects (``pandas.set_option``).
        io: calls that touch files, those in called definitions too.
        types: types of the names in ``may_bind``, where known for sure.
        annotations: the same where it is one of several types, and types of containers into
            which the statement puts something: for annotations, nothing else.
        pure: an expression statement whose evaluation has no effect and is only displayed.
        quiet: all that it may do is to bind names: needless where nothing reads them.
        prints: the statement writes to the terminal.
        shows: it makes a text of what may be a table or an array.
        displays: an expression with a value that a notebook shows below its cell.
        displays_table: that may be a table or an array.
        draws_figure: the statement may draw on a figure.
        opaque: what the analysis cannot see through (``exec``, ``globals``), as diagnostics.
        module_io: calls that touch files, in functions of the notebook's own modules.
    """

    reads: frozenset[str] = frozenset()
    binds: frozenset[str] = frozenset()
    may_bind: frozenset[str] = frozenset()
    mutates: frozenset[str] = frozenset()
    together: frozenset[frozenset[str]] = frozenset()
    deletes: frozenset[str] = frozenset()
    may_delete: frozenset[str] = frozenset()
    unsettled: frozenset[str] = frozenset()
    definitions: tuple[Definition, ...] = ()
    escaping: frozenset[str] = frozenset()
    hidden_reads: frozenset[str] = frozenset()
    shares: tuple[Share, ...] = ()
    overlapping: frozenset[str] = frozenset()
    changes_overlap: frozenset[str] = frozenset()
    seeds: frozenset[str] = frozenset()
    draws: frozenset[str] = frozenset()
    effects: tuple[str, ...] = ()
    io: tuple[IOCall, ...] = ()
    types: tuple[tuple[str, Type], ...] = ()
    annotations: tuple[tuple[str, Type], ...] = ()
    pure: bool = False
    quiet: bool = False
    prints: bool = False
    shows: bool = False
    displays: bool = False
    displays_table: bool = False
    draws_figure: bool = False
    opaque: tuple[Diagnostic, ...] = ()
    module_io: tuple[IOCall, ...] = ()

    @property
    def read_inside(self) -> frozenset[str]:
        """Names that the definitions which the statement reaches read."""
        return frozenset(name for one in self.definitions for name in one.reads)


class Kind(StrEnum):
    """What sort of statement it is, whatever cell it stands in."""

    IMPORT = "import"
    DEFINITION = "definition"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Analysed:
    """A statement with its facts."""

    statement: Statement
    kind: Kind
    facts: Facts


@dataclass(frozen=True, slots=True)
class Import:
    """A name that an import binds: ``import pandas as pd`` binds ``pd`` to ``pandas``.

    ``alias`` is None for ``from m import *``, then ``name`` is the module. ``statement`` is the
    index of the statement; ``guarded`` imports stand in a ``try`` or ``if`` that belongs with them.
    """

    name: str
    qualified: str
    statement: int
    guarded: bool = False
    star: bool = False


@dataclass(frozen=True, slots=True)
class FixedPath:
    """A path that stands in a module of the notebook's own: where, and whether it is written to.

    ``owner`` is the function or class; "" for what the import itself does.
    """

    file: str
    line: int
    path: str
    writes: bool
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is known of a notebook, in document order.

    ``fixed`` are the paths in its own modules, ``at_import`` the random streams that importing one
    of these seeds or draws from.
    """

    name: str
    statements: tuple[Analysed, ...]
    imports: tuple[Import, ...]
    constants: tuple[tuple[str, object], ...] = ()
    fixed: tuple[FixedPath, ...] = ()
    at_import: tuple[tuple[str, frozenset[str]], ...] = ()

    @property
    def live(self) -> list[Analysed]:
        """The statements of cells that are not tagged `skip`."""
        return [a for a in self.statements if a.statement.cell.live]
