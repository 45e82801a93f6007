"""What a rule is, what it gets and what it returns; all rules, with the nodes that they ask for."""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed, Kind
from nb2prod.codes import ADVICE_CODES
from nb2prod.diagnostics import Place
from nb2prod.notebook.load import RawCell
from nb2prod.notebook.model import Cell, Notebook
from nb2prod.plan.model import Edit
from nb2prod.records import dataclass

if TYPE_CHECKING:
    import libcst as cst


@dataclass(frozen=True, slots=True)
class Rule:
    """A habit to advise against; its title stands in `nb2prod.codes`, what it costs and how to fix
    it on its page in docs/diagnostics.

    Attributes:
        code: the stable name.
        ruff: rules of ruff that find it, if ruff does, each with the message to give (None: its
            own).
        several: what is said once in the place of several findings, with ``{count}`` and
            ``{subjects}``.
        refine: looks at what ruff found: adds fixes, or gives None for a false alarm.
    """

    code: str
    ruff: tuple[tuple[str, str | None], ...] = ()
    several: str = ""
    refine: "Callable[[Book, Advice], Advice | None] | None" = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of one statement of the notebook, by its index; lines stay where they are.

    ``edits`` change expressions; ``transform`` changes what those have left. Both are carried
    out by libcst.
    """

    statement: int
    edits: tuple[Edit, ...] = ()
    transform: "Callable[[cst.Module], cst.Module] | None" = None


@dataclass(frozen=True, slots=True)
class Advice:
    """What a rule says about lines of a cell, and the edits that fix it, if that is safe.

    ``end_line`` is the last line on which a comment may silence it. ``subject``: what it is
    about, where the rule tells several in one.
    """

    rule: Rule
    place: Place
    end_line: int
    message: str
    advice: str = ""
    fixes: tuple[Fix, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A statement with its facts, and what is known of names before it."""

    analysed: Analysed
    env: Environment

    @property
    def index(self) -> int:
        """Position in the notebook."""
        return self.analysed.statement.index

    @property
    def cell(self) -> Cell:
        """The cell that holds it."""
        return self.analysed.statement.cell

    @property
    def nodes(self) -> tuple[ast.stmt, ...]:
        """The statement, or those that share its line."""
        return self.analysed.statement.nodes

    @property
    def is_code(self) -> bool:
        """Whether it is neither an import nor a definition."""
        return self.analysed.kind is Kind.CODE

    def calls(self) -> Iterator[ast.Call]:
        """All calls in it, those in functions and lambdas too."""
        for top in self.nodes:
            for node in ast.walk(top):
                if isinstance(node, ast.Call):
                    yield node


@dataclass(frozen=True, slots=True)
class Book:
    """All that rules see. ``seen`` are statements in document order, skipped cells' too.

    ``counts`` map a code cell's number to its execution count; ``shell`` are the lines of cells
    that are kept and not Python, with their places.
    """

    notebook: Notebook
    seen: tuple[Seen, ...]
    raw: tuple[RawCell, ...] = ()
    counts: tuple[tuple[int, int], ...] = ()
    shell: tuple[tuple[Place, str], ...] = ()

    @property
    def live(self) -> tuple[Seen, ...]:
        """Statements of cells that are not skipped."""
        return tuple(one for one in self.seen if one.cell.live)


def about(
    rule: Rule,
    node: ast.stmt | ast.expr,
    seen: Seen,
    message: str,
    advice: str = "",
    fixes: tuple[Fix, ...] = (),
) -> Advice:
    """What a rule says about a node; of a compound statement only its first line is meant."""
    cell = seen.cell
    compound = isinstance(node, ast.stmt) and hasattr(node, "body")
    end = node.lineno if compound else node.end_lineno or node.lineno
    line = cell.source.split("\n")[node.lineno - 1]
    column = len(line.encode()[: node.col_offset].decode(errors="ignore")) + 1
    place = Place(cell.number, cell.id, node.lineno, column)
    return Advice(rule, place, end, message, advice, fixes)


Visitor = Callable[..., Iterable[Advice]]
"""Takes a node of the types that it is registered for, and the walk that has come to it."""
Reader = Callable[[Book], Iterable[Advice]]

_V = TypeVar("_V", bound=Visitor)

VISITORS: dict[type[ast.AST], list[tuple[Rule, Visitor]]] = defaultdict(list)
READERS: list[tuple[Rule, Reader]] = []
RULES: dict[str, Rule] = {}


def on(rule: Rule, *types: type[ast.AST]) -> Callable[[_V], _V]:
    """Ask the function at each node of these types: ``visitor(node, walk)``."""

    def register(visitor: _V) -> _V:
        add(rule)
        for each in types:
            VISITORS[each].append((rule, visitor))
        return visitor

    return register


def whole(rule: Rule) -> Callable[[Reader], Reader]:
    """Ask the function once, about the whole notebook."""

    def register(reader: Reader) -> Reader:
        add(rule)
        READERS.append((rule, reader))
        return reader

    return register


def add(rule: Rule) -> Rule:
    """Make a rule known; enough for one that ruff finds."""
    assert rule.code in ADVICE_CODES, f"{rule.code} has no title in ADVICE_CODES of codes.py"
    known = RULES.setdefault(rule.code, rule)
    assert known is rule, f"two rules have the code {rule.code}: take the next free number"
    return rule
