"""Statements as nodes of the graph: what each does to names and streams, and those of one part."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from nb2prod.analysis.effects.shown_text import is_display
from nb2prod.analysis.facts import run_at_definition
from nb2prod.analysis.model import Analysed, Definition, DefinitionNode, Facts, Share, Sharing
from nb2prod.analysis.syntax.branches import may_suppress
from nb2prod.analysis.syntax.nodes import holds, loaded, nodes_of
from nb2prod.diagnostics import Place
from nb2prod.graph.closures import captured, reachable
from nb2prod.graph.identity import identities
from nb2prod.notebook.model import Role
from nb2prod.records import dataclass, replace

STREAM = "<{}>"


class UnitKey(NamedTuple):
    """What tells a statement of a stage from all others, whatever later passes make of it.

    The statement's position in the notebook; the part that has a copy of it and the definition
    that it nests there, both empty for a statement where the notebook has it.
    """

    statement: int
    copied_to: str = ""
    nests: str = ""


@dataclass(frozen=True)
class Unit:
    """A statement of a stage, with what it does to state: names and random streams.

    ``reads`` hold what is needed before the statement, with what functions that it calls read.
    ``must`` are bound (or deleted) on every path, ``may`` on some; ``mutates`` are changed in
    place. A random stream is a name in angle brackets. ``nested`` marks a definition that stands
    in the data layer: the names that it binds there by ``global``. ``shown_as`` are the
    names of metrics that the notebook only displays. ``copied_to`` is the part that the statement
    was copied to, ``nests`` the definition that it is there for; empty for the notebook's own.
    """

    analysed: Analysed
    reads: frozenset[str]
    must: frozenset[str]
    may: frozenset[str]
    mutates: frozenset[str]
    deletes: frozenset[str] = frozenset()
    may_delete: frozenset[str] = frozenset()
    shares: tuple[Share, ...] = ()
    scope: tuple[tuple[str, Definition], ...] = ()
    nested: frozenset[str] | None = None
    shown_as: tuple[str, ...] = ()
    copied_to: str = ""
    nests: str = ""

    @cached_property
    def key(self) -> UnitKey:
        """The same for all versions of the statement, and for no other: to look it up by."""
        return UnitKey(self.index, self.copied_to, self.nests)

    @property
    def place(self) -> Place:
        """Where the statement stands."""
        return self.analysed.statement.place

    @property
    def cell(self) -> int:
        """The number of its cell."""
        return self.analysed.statement.cell.number

    @property
    def writes(self) -> frozenset[str]:
        """All that may be different after the statement."""
        return self.may | self.mutates | self.deletes

    @property
    def printed(self) -> bool:
        """Whether the scripts print what the notebook shows below the cell that ends with it."""
        shown = self.analysed.facts.displays and not self.shown_as
        return shown and not is_display(self.analysed.statement.nodes[0])

    @property
    def index(self) -> int:
        """Position in the notebook."""
        return self.analysed.statement.index

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """The notebook's definitions that the statement reaches by name."""
        return dict(self.scope)

    @cached_property
    def handler_names(self) -> frozenset[str]:
        """Names that ``except E as name`` binds, and takes away again."""
        handlers = nodes_of(ast.ExceptHandler, self.analysed.statement.nodes)
        return frozenset(node.name for node in handlers if node.name)

    @cached_property
    def taken_away(self) -> frozenset[str]:
        """Names that the statement may bind, and on some paths takes away again."""
        return self.analysed.facts.unsettled | self.handler_names


def unit_of(analysed: Analysed, state: frozenset[str], seeded: frozenset[str]) -> Unit:
    """What a statement does to `state`; only streams in `seeded` count."""
    facts = analysed.facts
    scope = {d.name: d for d in facts.definitions}
    starts = facts.reads | {d.name for d in facts.definitions if d.registers}
    named = reachable(starts, scope)
    hidden = {n: captured(d, scope, state) for n, d in named.items() if n in starts}
    draws = frozenset(STREAM.format(s) for s in facts.draws) & seeded
    seeds = frozenset(STREAM.format(s) for s in facts.seeds)
    through = frozenset(n for names in hidden.values() for n in names)
    compared = identities(analysed)
    unsure = seeds & seeded if seeds and _may_skip(analysed) else frozenset[str]()
    mutates = ((facts.mutates | compared) & state) | draws | unsure
    may = (facts.may_bind & state) | seeds
    kept = _kept(analysed, hidden, scope)
    return Unit(
        analysed,
        reads=((facts.reads | facts.deletes | facts.may_delete) & state) | mutates | through,
        must=(facts.binds & state) | (seeds - unsure),
        may=may,
        mutates=mutates,
        deletes=facts.deletes & state,
        may_delete=facts.may_delete & state,
        shares=(*(s for s in facts.shares if {s.name, s.source} <= state), *kept),
        scope=tuple(named.items()),
    )


def definition_unit(analysed: Analysed, state: frozenset[str]) -> Unit:
    """A definition where it stands, of which only what is evaluated there counts."""
    (node,) = analysed.statement.nodes
    assert isinstance(node, DefinitionNode)
    parts = tuple(map(_as_statement, run_at_definition(node)))
    statement = replace(analysed.statement, nodes=parts)
    facts = Facts(reads=frozenset(loaded(*parts)))
    nothing = frozenset[str]()
    return Unit(
        replace(analysed, statement=statement, facts=facts),
        reads=facts.reads & state,
        must=nothing,
        may=nothing,
        mutates=nothing,
        nested=nothing,
    )


def _as_statement(part: ast.AST) -> ast.stmt:
    if isinstance(part, ast.stmt):
        return part
    assert isinstance(part, ast.expr)
    return ast.copy_location(ast.Expr(part), part)


BRANCHES = (ast.If, ast.For, ast.While, ast.Try, ast.Match)


def has_branches(analysed: Analysed) -> bool:
    """Whether the statement may do on some paths only what it does."""
    return any(map(_branches, analysed.statement.nodes))


def _branches(node: ast.stmt) -> bool:
    """A ``with`` has them where its body has, or where it may end early."""
    if not isinstance(node, ast.With | ast.AsyncWith):
        return isinstance(node, BRANCHES)
    return any(may_suppress(item.context_expr) for item in node.items) or any(
        map(_branches, node.body)
    )


def _may_skip(analysed: Analysed) -> bool:
    """Whether anything inside the statement may be left out."""
    kinds = (*BRANCHES, ast.IfExp, ast.BoolOp)
    return any(holds(top, kinds) for top in analysed.statement.nodes)


def _kept(
    analysed: Analysed, hidden: dict[str, frozenset[str]], scope: dict[str, Definition]
) -> Iterator[Share]:
    """A function or object that carries state inside makes what holds it an alias of it."""
    facts = analysed.facts
    for name, states in hidden.items():
        is_class = isinstance(scope[name].node, ast.ClassDef)
        if name in facts.escaping or is_class:
            for target in sorted(facts.may_bind | facts.mutates):
                for source in sorted(states - {target}):
                    yield Share(target, source, Sharing.SAME)


def without(unit: Unit, names: frozenset[str]) -> Unit:
    """The unit when `names` are no longer read."""
    return replace(unit, reads=unit.reads - names)


CellUnits = tuple[Unit, ...]


@dataclass(frozen=True)
class Part:
    """Cells of one stage that run one after the other."""

    role: Role
    cells: tuple[CellUnits, ...] = ()
    name: str = ""

    @cached_property
    def units(self) -> CellUnits:
        """The statements, in run order."""
        return tuple(unit for cell in self.cells for unit in cell)

    @cached_property
    def writers(self) -> dict[str, list[Unit]]:
        """By name, the statements after which it may be different."""
        found: dict[str, list[Unit]] = {}
        for unit in self.units:
            for name in unit.writes:
                found.setdefault(name, []).append(unit)
        return found

    @property
    def places(self) -> dict[int, int]:
        """By number, which of the stage's cells it is, from 1: cells elsewhere change none.

        Cells of which it only has copies are counted last.
        """
        own = sorted(self.units, key=lambda u: bool(u.copied_to))
        numbers = dict.fromkeys(u.analysed.statement.cell.number for u in own)
        return {number: place for place, number in enumerate(numbers, 1)}

    def begun_with(self, unit: Unit) -> "Part":
        """The part with a copy of the statement, as one of its own, before all others."""
        return replace(self, cells=((replace(unit, copied_to=self.name),), *self.cells))

    def with_copy(self, unit: Unit) -> "Part":
        """The part with a copy of the statement, as one of its own, where the notebook has it."""
        copy = replace(unit, copied_to=self.name)
        for number, cell in enumerate(self.cells):
            at = next((i for i, other in enumerate(cell) if other.index > unit.index), None)
            if at is not None:
                before, after = self.cells[:number], self.cells[number + 1 :]
                return self.with_cells([*before, cell[:at], (copy,), cell[at:], *after])
        return self.with_cells([*self.cells, (copy,)])

    def with_cells(self, cells: Iterable[Sequence[Unit]]) -> "Part":
        """The part with other cells; none is kept that holds no statement."""
        return replace(self, cells=tuple(tuple(cell) for cell in cells if cell))
