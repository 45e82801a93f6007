"""Notes on decisions: file accesses that stay, seeds and cells that are left out."""

import ast
from collections.abc import Iterator, Sequence

from nb2prod.analysis.model import Analysed, Analysis, Kind
from nb2prod.diagnostics import Diagnostic, Place, Severity, note
from nb2prod.graph.program import Program
from nb2prod.graph.surroundings import left_behind
from nb2prod.graph.units import Unit
from nb2prod.knowledge.schema import Access
from nb2prod.naming import CONFIG_FILE
from nb2prod.notebook.model import STAGES, Role
from nb2prod.plan.draft import Draft
from nb2prod.plan.lines import Layers
from nb2prod.plan.listed_paths import is_listed, listed_names
from nb2prod.plan.names import shown_path
from nb2prod.plan.paths import Use, without_password
from nb2prod.plan.split_parts import split_notes
from nb2prod.records import replace


def plan_notes(draft: Draft) -> list[Diagnostic]:
    """The notes, each once."""
    found = [*_accesses(draft.layers), *_fixed_paths(draft)]
    for unit in draft.unused_seeds:
        message = "the seed is left out: nothing that is converted draws from it."
        found.append(note("NB222", message, unit.place))
    found += [*_settings_in_code(draft.program), *_kept_names(draft)]
    found += [*_left_out(draft.program), *split_notes(draft.parts, draft.program)]
    found += _idle_stages(draft)
    return list(dict.fromkeys(found))


def _kept_names(draft: Draft) -> Iterator[Diagnostic]:
    """Files that the scripts write under a name that another statement makes of a parameter."""
    read = {n: a.facts.reads for a in draft.analysis.statements for n in a.facts.may_bind}
    parameters = {name for name, _ in draft.program.config}
    for unit in draft.units:
        for use in draft.lifting.uses_of(unit):
            if use.call is None or use.path is None or not use.writes or use.saves_figure:
                continue
            own, names = use.call.constants, set[str]()
            while more := {n for name in own | names for n in read.get(name, ())} - names:
                names |= more
            if made := sorted(names & parameters - own):
                listed = ", ".join(f"`{name}`" for name in made)
                message = f"the file is called `{use.path}` whatever value {listed} has."
                advice = 'Write the name where the file is written: `open(f"model_{C}.bin", "wb")`.'
                yield note("NB248", message, unit.place, advice)


def _settings_in_code(program: Program) -> Iterator[Diagnostic]:
    for name, a in program.constants:
        collection = isinstance(getattr(a.statement.nodes[-1], "value", None), _COLLECTIONS)
        if collection and a.statement.cell.role is Role.PARAMETERS:
            message = f"`{name}` stays in the code: `{CONFIG_FILE}` cannot hold all that is in it."
            advice = "Keep plain values in it, and bind what else it has to another name."
            yield note("NB247", message, a.statement.place, advice)


_COLLECTIONS = (ast.Dict, ast.List, ast.Set, ast.Tuple)


def _accesses(layers: Sequence[Layers]) -> Iterator[Diagnostic]:
    for one in layers:
        for unit, path in one.kept:
            shown = shown_path(without_password(path))
            message = (
                f"the file access stays in the data layer, with the path `{shown}` as a parameter: "
                f"{_why_kept(unit)}."
            )
            yield note("NB220", message, unit.place)


def _fixed_paths(draft: Draft) -> Iterator[Diagnostic]:
    """Paths that are no parameters; those that a listing gives follow its folder."""
    uses = [(use, unit.place) for one in draft.layers for unit, use in one.unlifted]
    for definition, use in draft.lifting.unlifted:
        place = draft.places.get(definition.statement)
        uses += [(use, place)] if place is not None else []
    if not uses:
        return
    nodes = (node for a in draft.analysis.statements for node in a.statement.nodes)
    listed = listed_names(nodes, draft.env)
    for use, place in uses:
        if not is_listed(use.argument, listed, draft.env):
            yield _not_lifted(use, replace(place, line=use.argument.lineno))


def _not_lifted(use: Use, place: Place) -> Diagnostic:
    message = f"the path `{ast.unparse(use.argument)}` could not be made a parameter."
    advice = (
        "Start it with a folder that is written out or has a name of its own, as "
        '`os.path.join("data", name)`: the folder becomes an option.'
    )
    if use.path is not None:
        advice = "Give it to the function as an argument, with the path where it is called."
    if "://" in use.start.prefix:
        advice = "An address with a variable end stays as it is written."
    return Diagnostic(message, advice, place, code="NB221", severity=Severity.WARNING)


def _left_out(program: Program) -> Iterator[Diagnostic]:
    told = set[int]()
    for a in program.leftover:
        cell = a.statement.cell
        if cell.role is Role.UNTAGGED and not a.facts.pure:
            message = "the cell is left out: it has no tag, and nothing depends on it."
            yield note("NB223", message, a.statement.place)
        elif _leaves(a) and int(cell.number) not in told:
            told.add(int(cell.number))
            message = (
                f"what a cell of `{cell.role.value}` prints, draws, writes or calls is part of no "
                "stage; it is left out."
            )
            yield note("NB223", message, a.statement.place)


def _leaves(a: Analysed) -> bool:
    """Whether a person would find something of the statement after the run."""
    facts = a.facts
    files = any(call.leaves_file for call in facts.io)
    return facts.prints or facts.draws_figure or files or _only_acts(a)


def _only_acts(a: Analysed) -> bool:
    """Whether a call is made for nothing but what it does."""
    match a.statement.nodes:
        case [ast.Expr(ast.Call())]:
            return not a.facts.pure
    return False


def _idle_stages(draft: Draft) -> Iterator[Diagnostic]:
    """Tags whose cells make no stage: all that they do is show values, or read files."""
    tagged: dict[Role, Place] = {}
    for a in draft.analysis.statements:
        if a.kind is Kind.CODE and a.statement.cell.confidence is None:
            tagged.setdefault(a.statement.cell.role, a.statement.place)
    made = {part.role for part in draft.parts}
    for role in (r for r in STAGES if r in tagged and r not in made):
        message = (
            f"there is no stage {role}: the cells of that tag only show values, or read files, "
            "which the stages that need them do themselves."
        )
        yield note("NB234", message, tagged[role])


_BEHIND = {
    "google.colab": "Google Colab is left out: the scripts take the files by parameters.",
    "": "Kaggle's courses is left out, as are all checks of answers.",
}


def left_behind_notes(analysis: Analysis) -> Iterator[Diagnostic]:
    """A note for each drive that is not mounted any more, and one for the checks of a course."""
    left = left_behind(analysis.live, analysis.imports)
    told: set[str] = set()
    for a in analysis.live:
        if a.statement.index in left:
            origin = next((o for o in _BEHIND if "".join(a.facts.effects).startswith(o)), "")
            call = ast.unparse(a.statement.nodes[0]).partition("(")[0]
            if origin or origin not in told:
                yield note("NB227", f"`{call}` of {_BEHIND[origin]}", a.statement.place)
            told.add(origin)


_BLOCKS = ("for", "if", "match", "try", "while", "with")


def _why_kept(unit: Unit) -> str:
    """Why a file access stays in the data layer, as the end of a sentence."""
    nodes, io = unit.analysed.statement.nodes, unit.analysed.facts.io
    access = {call.access for call in io}
    block = type(nodes[0]).__name__.removeprefix("Async").lower()
    if any(call.inside for call in io):
        return "a function of the notebook opens the file"
    if block in _BLOCKS:
        return f"it stands in a `{block}` block"
    if Access.EXISTS in access:
        return "it only asks whether the file is there"
    if len(nodes) > 1:
        return "several statements share its line"
    if access <= {Access.READ}:
        return "it does more than load, or statements above it have effects"
    if all(one.writes for one in access):
        return "it does more than save, or what it saves is changed or read again below"
    return "it reads and writes"
