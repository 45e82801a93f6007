"""The code of a stage's data layer, with the synthetic lines before and after it."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field

from nb2prod.analysis.rewrites.bindings import shows_name
from nb2prod.analysis.syntax.nodes import named
from nb2prod.analysis.syntax.scope import bound_inside, bound_names
from nb2prod.analysis.text_names import all_named_in_text
from nb2prod.graph.deletions import deleted_for_kept, perhaps_deleted
from nb2prod.graph.units import Unit
from nb2prod.plan.captures import captured_arguments, renamed_in
from nb2prod.plan.draft import Draft
from nb2prod.plan.lines import Line
from nb2prod.plan.model import Code
from nb2prod.plan.streams import alias_of, get_state, is_saved, module_of, set_state
from nb2prod.plan.substitute import loaded_names, stored_names, with_names
from nb2prod.records import dataclass


@dataclass(frozen=True)
class BodyFlow:
    """Names that the lines read before they bind them, provably bind, and may write."""

    exposed: frozenset[str]
    must: frozenset[str]
    written: frozenset[str]


def body_flow(draft: Draft, number: int, lines: Iterable[Line]) -> BodyFlow:
    """The flow of the lines of a data layer."""
    part, flow = draft.parts[number], draft.flow.parts[number]
    bound: set[str] = {target for target, _ in flow.repeated}
    exposed: set[str] = {origin for _, origin in flow.repeated}
    written: set[str] = set(bound)
    mutated = dict(zip([u.key for u in part.units], flow.mutated, strict=True))
    for line in lines:
        if line.unit is None:
            exposed |= loaded_names(line.text) - bound
            made = stored_names(line.text)
            bound, written = bound | made, written | made
            continue
        unit = line.unit
        exposed |= (unit.reads - line.no_reads | line.more_reads) - bound
        bound = (bound | unit.must) - unit.deletes
        written |= unit.writes | mutated[unit.key]
    return BodyFlow(frozenset(exposed), frozenset(bound), frozenset(written))


def _named_as_before(unit: Unit | None) -> Iterator[Code]:
    """Gives a nested class, whose objects show its name, the name that it has on module level."""
    if unit is not None and unit.nested is not None:
        node = unit.analysed.statement.nodes[0]
        if isinstance(node, ast.ClassDef) and shows_name(node):
            yield Code(text=f"{node.name}.__qualname__ = {node.name!r}")


@dataclass
class Coder:
    """Turns lines of one stage into code, in their order: a cell's text goes with its first.

    ``extra_imports`` are those of the modules whose random streams the code continues.
    """

    draft: Draft
    number: int
    taken: Set[str]
    extra_imports: dict[str, str] = field(default_factory=dict)
    seen_cells: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        earlier = (unit for part in self.draft.parts[: self.number] for unit in part.units)
        self.told_cells = {unit.cell for unit in earlier}
        part, flow = self.draft.parts[self.number], self.draft.flow.parts[self.number]
        empty = (*perhaps_deleted(part, flow), *deleted_for_kept([part]))
        self.emptied = frozenset(name for name, _ in empty)

    def codes(self, lines: Iterable[Line], replaced: Mapping[str, str]) -> Iterator[Code]:
        """The lines as code, with other expressions for the names that are `replaced`."""
        for line in lines:
            yield self._code(line, replaced)
            yield from _named_as_before(line.unit)

    def _code(self, line: Line, replaced: Mapping[str, str]) -> Code:
        if line.unit is None:
            return Code(text=with_names(line.text, replaced), assigned=line.assigned)
        statement = line.unit.analysed.statement
        starts = line.unit.cell not in self.seen_cells
        self.seen_cells.add(line.unit.cell)
        told = line.unit.cell in self.told_cells
        markdown = statement.cell.markdown if starts and not told else ""
        names = {**replaced, **line.replaced}
        for name, other in line.replaced.items():
            names[name] = replaced.get(other, other)
        used = line.unit.reads | line.unit.analysed.facts.reads
        gone = line.unit.deletes | line.unit.may_delete
        names.update(renamed_in(line.unit.definitions, self.draft.placement.names))
        return Code(
            statement=statement,
            edits=line.edits,
            captured=captured_arguments(line.unit, self.draft, self.number, names),
            replaced=tuple((n, c) for n, c in sorted(names.items()) if n in used and n != c),
            markdown=markdown,
            starts_cell=starts,
            nonlocals=line.unit.nested,
            emptied=self.emptied & (gone | line.unit.taken_away),
            assigned=", ".join(line.unit.shown_as),
            displayed=self.draft.displays(statement),
            printed=line.unit.printed,
        )

    def body(
        self,
        lines: Sequence[Line],
        arguments: Sequence[str],
        optional: Sequence[str],
        wanted: Sequence[str],
        config: Mapping[str, str],
    ) -> tuple[Code, ...]:
        """The data layer: what `arguments` stand for, the lines, and the states of streams.

        `config` are the expressions of parameters, which get names of their own where the lines
        bind them, or read them by other ways than as names.
        """
        flow = self.draft.flow.parts[self.number]
        kept = {*wanted, *optional}
        kept = kept.union(*map(_not_only_read, lines)) if config else kept
        plain = {n: c for n, c in config.items() if n not in kept}
        made = [Code(text=f"{n} = {config[n]}") for n in arguments if n in config.keys() - plain]
        direct = {n for x in lines if x.unit for n in _stored(x.unit)} | {*arguments, *optional}
        outer = {n for x in lines if x.unit and x.unit.nested for n in x.unit.nested} - direct
        made += [Code(text=f"{name} = None") for name in [*optional, *sorted(outer)]]
        made += [Code(text=f"{n} = {plain.get(origin, origin)}") for n, origin in flow.repeated]
        streams = [n for n in arguments if n.startswith("<")]
        restored = [Code(text=set_state(n, self._stream_alias(n))) for n in streams]
        first = 1 if restored and lines and _seeds(lines[0], set(streams)) else 0
        made += [*self.codes(lines[:first], plain), *restored, *self.codes(lines[first:], plain)]
        saved = [n for n in wanted if n.startswith("<") and is_saved(n)]
        made += [Code(text=get_state(n, self._stream_alias(n))) for n in saved]
        return tuple(made)

    def _stream_alias(self, stream: str) -> str:
        """The name of a stream's module, whose import is taken note of."""
        alias, line = alias_of(module_of(stream), self.draft.analysis.imports, self.taken)
        self.extra_imports[alias] = line
        return alias


def _not_only_read(line: Line) -> set[str]:
    """Names in the line for which no other expression can stand."""
    if line.unit is None:
        return stored_names(line.text)
    nodes, facts = line.unit.analysed.statement.nodes, line.unit.analysed.facts
    hidden = named(*nodes) - line.unit.reads - facts.reads  # as the names of an inner scope
    return hidden.union(all_named_in_text(nodes), *map(bound_inside, nodes))


def _seeds(line: Line, streams: set[str]) -> bool:
    """Whether a line sets streams again, whatever their state is."""
    return bool(line.unit and line.unit.must & streams and not line.unit.mutates & streams)


def _stored(unit: Unit) -> set[str]:
    """Names that the statement itself binds, not functions that it calls."""
    return set() if unit.nested is not None else bound_names(unit.analysed.statement.nodes)
