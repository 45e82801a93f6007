"""Names that were only used in paths are removed once the paths are parameters."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from nb2prod.analysis.constants.bound_constants import bound_constants
from nb2prod.analysis.constants.fold import UNKNOWN
from nb2prod.analysis.model import Definition
from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes, loaded
from nb2prod.graph.program import Program
from nb2prod.graph.units import Part, Unit, unit_of
from nb2prod.plan.figures import kept_name
from nb2prod.plan.lifting import Lifting
from nb2prod.plan.model import Span
from nb2prod.plan.paths import Key, span
from nb2prod.plan.substitute import loaded_names
from nb2prod.reach import reached
from nb2prod.records import replace


def forget_paths(
    parts: Sequence[Part], lifting: Lifting, program: Program
) -> tuple[tuple[Part, ...], Lifting]:
    """The parts and the definitions without such names in what they read."""
    lifting = replace(lifting, path_names=_path_names(parts, lifting))
    reduced: dict[Key, Definition] = {}
    for key, definition in lifting.definitions.items():
        edits = [one for one in lifting.definition_edits.get(key, ()) if not one.keyword]
        replaced = {one.span: loaded_names(one.code or "None") for one in edits}
        gone = only_in_paths([definition.node], replaced)
        reads, deferred = definition.reads - gone, definition.deferred - gone
        reduced[key] = replace(definition, reads=reads, deferred=deferred)
    lifting = replace(lifting, definitions=reduced)
    made: list[Part] = []
    for number, part in enumerate(parts):
        cells = [[_reduced(u, number, lifting, program) for u in cell] for cell in part.cells]
        made.append(part.with_cells(cells))
    return tuple(_without_unread(made, lifting)), lifting


def _path_names(parts: Sequence[Part], lifting: Lifting) -> frozenset[str]:
    """Names that served paths, and those that served them in turn.

    ``OUT`` of ``TRAIN = OUT / "train.csv"`` is one.
    """
    arguments = [use.argument for uses in lifting.uses.values() for use in uses]
    arguments += [call.argument for one in lifting.definitions.values() for call in one.io]
    names = {n.id for top in arguments for n in all_nodes(top) if isinstance(n, ast.Name)}
    for unit in reversed([u for part in parts for u in part.units]):
        if unit.analysed.facts.may_bind & names:
            names |= unit.analysed.facts.reads & lifting.env.constants.keys()
    return frozenset(names)


def _without_unread(parts: Sequence[Part], lifting: Lifting) -> Iterator[Part]:
    """Leave out constants that nothing reads any more, such as the name of the data folder."""
    units = [unit for part in parts for unit in part.units]
    idle = {unit.key: unit for part in parts for unit in _only_naming_paths(part, lifting)}
    read: set[str] = set()
    for unit in units:
        own = unit.analysed.facts.reads if unit.key not in idle else frozenset[str]()
        read |= own | unit.analysed.facts.read_inside
    facts = [unit.analysed.facts for unit in idle.values()]
    read = set(
        reached(read, lambda n: (r for one in facts if n in one.may_bind for r in one.reads))
    )
    for part in parts:
        yield part.with_cells(
            [u for u in cell if u.key not in idle or u.analysed.facts.may_bind & read]
            for cell in part.cells
        )


def _only_naming_paths(part: Part, lifting: Lifting) -> Iterator[Unit]:
    """The statements that bind names of paths to constant values, and do nothing else."""
    env = replace(lifting.env, constants=dict(lifting.env.constants))
    for unit in part.units if lifting.path_names else ():
        nodes = unit.analysed.statement.nodes
        values = dict(pair for node in nodes for pair in bound_constants(node, env))
        env.constants.update(values)
        names = unit.analysed.facts.may_bind
        plain = (
            all(isinstance(node, ast.Assign) for node in nodes) and UNKNOWN not in values.values()
        )
        if plain and names and names <= values.keys() & lifting.path_names:
            yield unit


def _reduced(unit: Unit, part: int, lifting: Lifting, program: Program) -> Unit:
    replaced: dict[Span, set[str]] = {}
    for use in lifting.uses_of(unit):
        placed = lifting.place(use, part, unit)
        dropped = use.makes_directory and not lifting.stays(use)
        if use.figure:
            if use.call and all(n is not use.argument for n in all_nodes(use.call.node)):
                continue  # a variable has it, which stays
            name, _ = kept_name(use, lifting.env, lifting.figure_names)
            replaced[span(use.argument)] = loaded(name)
        elif dropped or placed is not None:
            replaced[span(use.argument)] = loaded_names(placed.code) if placed else set()
    facts = unit.analysed.facts
    gone = only_in_paths(unit.analysed.statement.nodes, replaced)
    scope = tuple(lifting.definitions.get(d.key, d) for d in facts.definitions)
    if not gone and not scope:
        return unit
    facts = replace(facts, reads=facts.reads - gone, definitions=scope)
    analysed = replace(unit.analysed, facts=facts)
    made = unit_of(analysed, program.state, program.seeded)
    return replace(
        made, may=unit.may, must=unit.must, shown_as=unit.shown_as, copied_to=unit.copied_to
    )


def only_in_paths(nodes: Iterable[ast.AST], replaced: Mapping[Span, Set[str]]) -> Set[str]:
    """Names that are loaded in paths that something else stands for, and nowhere else.

    `replaced` has the names that are loaded by what stands for each: it may take the folder
    only, and leave the name of the file to be computed.
    """
    if not replaced:
        return set()
    inside: set[str] = set()
    outside: set[str] = set().union(*replaced.values())

    def walk(node: ast.AST, covered: bool) -> None:
        if isinstance(node, ast.expr) and hasattr(node, "lineno"):
            covered = covered or span(node) in replaced
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            (inside if covered else outside).add(node.id)
        for child in child_nodes(node):
            walk(child, covered)

    for node in nodes:
        walk(node, False)
    return inside - outside
