"""Divide a notebook into stages: a stage for each statement, a name for each version.

The result is the notebook as its author could have written it. Cells that mix stages are split,
each has the tag of its stage, and versions that exist at the same time have different names. The
following phases use this notebook; lines keep their numbers.
"""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed, Analysis, Kind
from nb2prod.analysis.rewrites.renames import renaming_note
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.diagnostics import Diagnostic, Place, note
from nb2prod.graph.depends import Edge, dependences, on_named_figures, together
from nb2prod.graph.occurrences import occurrences_of
from nb2prod.graph.plots import shows, touches
from nb2prod.graph.process_settings import is_setting
from nb2prod.graph.program import Program, program_of
from nb2prod.graph.units import Unit, unit_of
from nb2prod.graph.versions import Use, Version, Versions, only, versions_of
from nb2prod.knowledge.files import DIRECTORY_MAKERS
from nb2prod.notebook.edits import SourceEdit, UnclearText, applied, renamed_text, replaced
from nb2prod.notebook.model import MEASURING, STAGES, Cell, Notebook, Role, part_number, whole
from nb2prod.records import dataclass, replace
from nb2prod.stages.labelling import FIXED, Wish, cheapest
from nb2prod.stages.lasting_scores import lasting_scores
from nb2prod.stages.schedule import parts_of_blocks
from nb2prod.stages.version_names import Order, version_names
from nb2prod.stages.version_words import VersionWords
from nb2prod.stages.wishes import wish


@dataclass(frozen=True, slots=True)
class _Nodes:
    """``units`` are all statements that run, in document order; ``placed`` the positions of those
    that go into the scripts, ``adopted`` of those among them whose cell belongs to no stage."""

    units: tuple[Unit, ...]
    placed: tuple[int, ...]
    adopted: frozenset[int]


def divide(
    notebook: Notebook, analysis: Analysis, equal: Collection[Edge] = (), strict: bool = False
) -> Notebook:
    """The notebook with a stage for each statement.

    Args:
        notebook: with tags; those with a confidence are suggestions.
        analysis: of this notebook.
        equal: pairs of statements, by index, that have to be in one stage.
        strict: leave code without a tag out, even where a stage needs it.
    """
    program = program_of(analysis)
    nodes = _nodes(analysis, program, strict)
    if not nodes.placed:
        return notebook
    idle = frozenset(range(len(nodes.units))) - frozenset(nodes.placed)
    versions = versions_of(nodes.units, program, idle)
    kept = only(versions, nodes.placed)
    units = [nodes.units[p] for p in nodes.placed]
    edges = dependences(units, kept)
    env = Environment({one.name: one.qualified for one in analysis.imports if not one.star})
    figures = together(
        units,
        lambda unit: touches(unit.analysed, env),
        lambda unit: shows(unit.analysed.statement.nodes, env),
    )
    at = {unit.index: n for n, unit in enumerate(units)}
    pairs = [
        *figures,
        *on_named_figures(units, kept),
        *((at[a], at[b]) for a, b in equal if a in at and b in at),
    ]
    adopted = frozenset(n for n, p in enumerate(nodes.placed) if p in nodes.adopted)
    stages = _stages(units, adopted, edges, pairs)
    order = _order(units, stages, edges, nodes.placed)
    measuring = [p for p, s in zip(nodes.placed, stages, strict=True) if STAGES[s] in MEASURING]
    words = VersionWords(nodes.units, versions, env)
    names = version_names(words, order, _taken(analysis), *lasting_scores(words, measuring))
    roles = {unit.index: STAGES[stage] for unit, stage in zip(units, stages, strict=True)}
    try:
        edits = list(_edits(nodes.units, versions, names))
    except UnclearText:
        edits, names = [], {}
    homeless = [units[n] for n in sorted(adopted)]
    notes = [*_notes(nodes.units, names), *_adoption_notes(homeless, roles)]
    made = _made(notebook, analysis, roles, edits, notes)
    if made.cells == notebook.cells:
        return notebook
    renamed = ((new, version[0]) for version, new in names.items())
    return replace(made, renamed=(*made.renamed, *renamed))


def statements_at(places: Iterable[Place], analysis: Analysis) -> list[int]:
    """The statements that stand at these places, by index, ascending."""
    known = {
        (int(a.statement.cell.number), a.statement.cell.id, a.statement.line): a.statement.index
        for a in analysis.statements
    }
    keys = {(int(place.cell), place.cell_id, place.line) for place in places}
    return sorted(known[key] for key in keys if key in known)


def _nodes(analysis: Analysis, program: Program, strict: bool) -> _Nodes:
    """All code that runs; untagged code goes into the scripts where something there needs it."""
    own = {unit.index: unit for unit in program.units}
    leftover = {a.statement.index for a in program.leftover}
    units: list[Unit] = []
    for a in analysis.statements:
        if a.kind is Kind.CODE and a.statement.cell.live:
            known = own.get(a.statement.index)
            units.append(known or unit_of(a, program.state, program.seeded))
    live: set[str] = set()
    placed: list[int] = []
    adopted: set[int] = set()
    called: set[int] = set()
    files_unclear = False
    standing = list(program.definitions)
    for position in range(len(units) - 1, -1, -1):
        unit = units[position]
        while standing and standing[-1].index > unit.index:
            definition = standing.pop()
            live |= definition.reads if definition.index in called else set()
        if unit.index not in own:
            needed = bool(unit.writes & live) or is_setting(unit)
            # a path that may stay in the code needs its folder
            needed = needed or (files_unclear and _makes_folder(unit))
            if strict or unit.index not in leftover or not needed:
                continue
            adopted.add(position)
        placed.append(position)
        files_unclear = files_unclear or _writes_unclear(unit)
        called |= {d.statement for d in unit.definitions.values()}
        # `x += [1]` binds and changes: the value from above is needed all the same
        # and what only changes with something else is needed where something reads it later
        facts = unit.analysed.facts
        named = facts.reads | facts.hidden_reads | facts.deletes | facts.may_delete
        live = (live - (unit.must - unit.mutates)) | (unit.reads - (facts.mutates - named))
    return _Nodes(tuple(units), tuple(reversed(placed)), frozenset(adopted))


def _makes_folder(unit: Unit) -> bool:
    calls = unit.analysed.facts.io
    return bool(calls) and all(call.row.name in DIRECTORY_MAKERS for call in calls)


def _writes_unclear(unit: Unit) -> bool:
    """Whether a statement writes a file whose path its own text does not say."""
    calls = (call for call in unit.analysed.facts.io if call.writes and call.path is None)
    return any(call.inside or not call.start.known for call in calls)


def _stages(
    units: Sequence[Unit],
    adopted: Collection[int],
    edges: Collection[Edge],
    equal: Sequence[Edge],
) -> list[int]:
    """The number of each statement's stage. What the user tagged stays."""
    wishes = [wish(unit) for unit in units]
    following: dict[int, list[int]] = {}
    for one, other in edges:
        following.setdefault(one, []).append(other)
    # upwards: what needs an adopted statement first may be an adopted one
    for n in sorted(adopted, reverse=True):
        first = min(following.get(n, ()), default=None)
        wishes[n] = Wish(wishes[first].stage if first is not None else 0, 1)
    if any(one.cost < FIXED for n, one in enumerate(wishes) if n not in adopted):
        labels = cheapest(wishes, edges, equal)
        labels = _with_their_makers(labels, units, wishes, edges, equal)
        labels = _with_what_they_announce(labels, units, wishes, edges)
    else:
        labels = tuple(one.stage for one in wishes)
    return [
        # what the user wrote stays, even where no labelling can keep it: then there are more parts
        wanted.stage if wanted.cost >= FIXED else label
        for wanted, label in zip(wishes, labels, strict=True)
    ]


def _with_their_makers(
    labels: Sequence[int],
    units: Sequence[Unit],
    wishes: Sequence[Wish],
    edges: Collection[Edge],
    equal: Sequence[Edge],
) -> tuple[int, ...]:
    """The stages, without one that is suggested and would only save what others make."""
    tied = {n for pair in equal for n in pair}
    made = list(labels)
    for stage in sorted(set(labels)):
        own = [n for n, label in enumerate(labels) if label == stage]
        free = all(wishes[n].cost < FIXED and n not in tied for n in own)
        makers = [made[a] for a, b in edges if b in own and a not in own]
        if free and makers and all(_only_saves(units[n]) for n in own):
            made = [max(makers) if n in own else label for n, label in enumerate(made)]
    return tuple(made)


def _with_what_they_announce(
    labels: Sequence[int], units: Sequence[Unit], wishes: Sequence[Wish], edges: Collection[Edge]
) -> tuple[int, ...]:
    """The stages, with each text that is only printed in that of what stands below it.

    Nothing ties ``print("Testing …")`` to the test: a stage would print that, another would test.
    The last texts of a cell go with what stands above them.
    """
    made = list(labels)
    tied = {n for edge in edges for n in edge}
    for _, group in groupby(range(len(units)), key=lambda n: int(units[n].cell)):
        own = list(group)
        free = {n for n in own if wishes[n].cost < FIXED and n not in tied and _only_says(units[n])}
        held = [n for n in own if n not in free]
        for n in free if held else ():
            made[n] = made[next((other for other in held if other > n), held[-1])]
    return tuple(made)


def _only_says(unit: Unit) -> bool:
    """Whether a statement prints a text, whatever else the notebook does."""
    facts = unit.analysed.facts
    busy = unit.reads or unit.writes or facts.io or facts.effects or facts.draws_figure
    return facts.prints and not (busy or facts.definitions)


def _only_saves(unit: Unit) -> bool:
    facts = unit.analysed.facts
    shown = facts.prints or facts.draws_figure or facts.pure
    return bool(facts.io) and not unit.writes and not shown and all(c.writes for c in facts.io)


def _order(
    units: Sequence[Unit],
    stages: Sequence[int],
    edges: Collection[Edge],
    positions: Sequence[int],
) -> dict[int, Order]:
    """In which part each statement runs, by its position among all."""
    found: dict[int, Order] = {}
    kinds = [(u.analysed.statement.cell.number, s) for u, s in zip(units, stages, strict=True)]
    blocks = list(accumulate((a != b for a, b in pairwise(kinds)), initial=0))
    for part, (_, members) in enumerate(parts_of_blocks(stages, edges, blocks)):
        found.update((positions[n], (part, positions[n])) for n in members)
    return found


def _taken(analysis: Analysis) -> set[str]:
    """Every name that the code uses, in whatever scope."""
    return {
        n.id if isinstance(n, ast.Name) else n.arg
        for a in analysis.statements
        for top in a.statement.nodes
        for n in all_nodes(top)
        if isinstance(n, ast.Name | ast.arg)
    } | {one.name for one in analysis.imports}


def _edits(
    units: Sequence[Unit], versions: Versions, names: Mapping[Version, str]
) -> Iterator[tuple[int, SourceEdit]]:
    """The edits that rename versions, each with the index of its statement.

    Raises:
        UnclearText: the text of a use cannot be told.
    """
    rows: Iterable[tuple[Unit, tuple[Use, ...]]] = zip(units, versions.uses, strict=True)
    for unit, uses in (*rows, *versions.standing):
        if not any(v in names for use in uses for v in use.versions):
            continue
        text = occurrences_of(unit.analysed.statement.nodes)
        strings: dict[ast.JoinedStr, dict[str, str]] = {}
        for use in uses:
            for node in text.names.get(use.name, ()):
                stored = isinstance(node.ctx, ast.Store)
                version = (use.bound if stored else use.read) or use.read or use.bound
                if version not in names:
                    continue
                assert version is not None
                if node in text.inside:
                    strings.setdefault(text.inside[node], {})[use.name] = names[version]
                else:
                    yield unit.index, replaced(node, names[version])
        for string, found in strings.items():
            source = _segment(unit.analysed.statement.cell, string)
            yield unit.index, replaced(string, renamed_text(source, found))


def _segment(cell: Cell, node: ast.expr) -> str:
    source = ast.get_source_segment(cell.source, node)
    if source is None:
        raise UnclearText
    return source


def _notes(units: Sequence[Unit], names: Mapping[Version, str]) -> Iterator[Diagnostic]:
    for version, new in names.items():
        yield renaming_note(
            f"`{version[0]}` is bound to several values that exist side by side in the scripts; "
            f"the one from here on is called `{new}` there.",
            units[version[1]].place,
        )


def _adoption_notes(adopted: Iterable[Unit], roles: Mapping[int, Role]) -> Iterator[Diagnostic]:
    """One note for each cell without a stage whose statements went to stages."""
    for _, group in groupby(adopted, key=lambda unit: int(unit.cell)):
        own = list(group)
        made = dict.fromkeys((n, roles[u.index]) for u in own for n in sorted(u.writes))
        told = ", ".join(f"`{name}` to {role}" for name, role in made if not name.startswith("<"))
        message = f"the cell has no stage; what it makes goes to the stage that reads it: {told}."
        if not told:
            message = "the cell has no stage; what it does is done where it is needed."
        yield note("NB232", message, own[0].place, "Tag the cell to choose the stage yourself.")


def _made(
    notebook: Notebook,
    analysis: Analysis,
    roles: Mapping[int, Role],
    edits: Iterable[tuple[int, SourceEdit]],
    notes: Iterable[Diagnostic],
) -> Notebook:
    """The notebook with the roles and edits, by index of the statement."""
    changed: dict[int, list[SourceEdit]] = {}
    for index, edit in edits:
        changed.setdefault(index, []).append(edit)
    by_cell: dict[int, list[Analysed]] = {}
    for a in analysis.statements:
        by_cell.setdefault(id(a.statement.cell), []).append(a)
    cells: list[Cell] = []
    parts: dict[int, int] = {}
    for cell in notebook.cells:
        own = by_cell.get(id(cell), [])
        for piece in _pieces(cell, own, roles, changed):
            number = whole(cell.number)
            count = parts.get(number, 0)
            parts[number] = count + 1
            key = part_number(number, count) if count else number
            cells.append(replace(piece, number=key, markdown="" if count else cell.markdown))
    return replace(notebook, cells=tuple(cells), notes=(*notebook.notes, *notes))


def _pieces(
    cell: Cell,
    own: Sequence[Analysed],
    roles: Mapping[int, Role],
    changed: Mapping[int, Sequence[SourceEdit]],
) -> Iterator[Cell]:
    """The cell, or where its statements are of several stages its parts."""
    source = applied(cell.source, [e for a in own for e in changed.get(a.statement.index, ())])
    starts = list(_starts(cell, own, roles))
    if len(starts) < 2:
        role = starts[0][1] if starts else cell.role
        yield replace(cell, role=role, source=source)
        return
    lines = source.split("\n")
    for n, (first, role) in enumerate(starts):
        first = first if n else 1
        last = starts[n + 1][0] - 1 if n + 1 < len(starts) else len(lines)
        kept = [""] * (first - 1) + lines[first - 1 : last]
        yield replace(cell, role=role, source="\n".join(kept))


def _starts(
    cell: Cell, own: Sequence[Analysed], roles: Mapping[int, Role]
) -> Iterator[tuple[int, Role]]:
    """The first line of each run of statements of one stage, with the stage.

    What does nothing by itself goes with the statement before it, at the start with that after.
    """
    wanted: list[Role | None] = []
    for a in own:
        role = roles.get(a.statement.index)
        wanted.append(role or (None if cell.role in STAGES else cell.role))
    known = next((role for role in wanted if role is not None), cell.role)
    before: Role | None = None
    for a, role in zip(own, wanted, strict=True):
        known = role or known
        if known is not before:
            yield a.statement.first_line, known
            before = known
