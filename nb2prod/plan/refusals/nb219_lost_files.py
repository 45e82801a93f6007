"""NB219: files of one stage that another uses in a way that is lost, as each has its own folder."""

import ast
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import partial

from nb2prod.analysis.model import Analysed
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.diagnostics import Diagnostic, Place
from nb2prod.graph.units import BRANCHES, Part, Unit, has_branches
from nb2prod.knowledge.schema import Access
from nb2prod.plan.draft import Draft
from nb2prod.plan.lifting import Lifting
from nb2prod.plan.paths import folder_of, tidy
from nb2prod.plan.refusals.refusals import refusal
from nb2prod.records import dataclass


@dataclass(frozen=True, slots=True)
class Lost:
    """A file that a statement touches, and the part that has it in a folder of its own.

    ``perhaps``: a part in between, which writes it on some paths only.
    """

    path: str
    unit: Unit
    other: str = ""
    perhaps: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A statement whose path is not known, and a file of another part that it may be."""

    path: str
    unit: Unit
    other: str
    reads: bool


@refusal("NB219", rank=130)
def appended(draft: Draft) -> Iterator[Diagnostic]:
    """Files that a stage adds to, after an earlier one has written them."""
    for one in appended_files(draft.parts):
        yield Diagnostic(
            f"this adds to `{one.path}`, which {one.other} writes; each stage writes into a folder "
            "of its own.",
            "Write the file in one stage, or read it and write it again under another name.",
            one.unit.place,
            code="NB219",
            apart=_apart(one, draft),
        )


@refusal("NB219", rank=140)
def perhaps(draft: Draft) -> Iterator[Diagnostic]:
    """Reads of files that a stage writes, and a later one, or this one, on some paths only."""
    for one in perhaps_written(draft.parts, draft.lifting):
        yield _perhaps(one, draft) if one.other else _twice(one, draft)


def _perhaps(one: Lost, draft: Draft) -> Diagnostic:
    return Diagnostic(
        f"this looks at `{one.path}`, which {one.other} writes, and {one.perhaps or 'this stage'} "
        "on some paths only; each stage writes into a folder of its own.",
        "Write the two files under different names.",
        one.unit.place,
        code="NB219",
        apart=_apart(one, draft),
    )


def _twice(one: Lost, draft: Draft) -> Diagnostic:
    return Diagnostic(
        f"this reads `{one.path}` both where it has written it and where it has not.",
        "Write the file under another name than the one that is read first.",
        one.unit.place,
        code="NB219",
    )


@refusal("NB219", rank=145)
def partly(draft: Draft) -> Iterator[Diagnostic]:
    """Reads of several files, of which the stage itself has written some."""
    for one in partly_written(draft.parts, draft.lifting):
        yield Diagnostic(
            f"this looks at `{one.path}`, which this stage writes into a folder of its own, and "
            "at files that are elsewhere, by one path.",
            "Look at the two kinds of files by statements of their own.",
            one.unit.place,
            code="NB219",
        )


@refusal("NB219", rank=200)
def unknown(draft: Draft) -> Iterator[Diagnostic]:
    """Files that pass by a path which stays in the code, and still says the notebook's place."""
    for one in unknown_paths(draft.parts, draft.lifting, dict(draft.program.constants)):
        does, did = ("reads", "writes") if one.reads else ("writes", "reads")
        yield Diagnostic(
            f"this {does} a file whose path is not known, perhaps `{one.path}`, which "
            f"{one.other} {did}; each stage writes into a folder of its own.",
            "Write the path where it is used, or under a name that is bound once.",
            one.unit.place,
            code="NB219",
            apart=_apart(one, draft),
        )


def _apart(one: Lost | Unknown, draft: Draft) -> tuple[Place, ...]:
    """The statement, and those that touch files in the other part."""
    other = [u for part in draft.parts if part.name == one.other for u in part.units]
    touching = [u for u in other if any(c.path == one.path for c in u.analysed.facts.io)]
    named = touching or [u for u in other if u.analysed.facts.io]
    return (one.unit.place, *(u.place for u in named))


def appended_files(parts: Sequence[Part]) -> Iterator[Lost]:
    """Files that a stage opens to append to, after an earlier stage has written them.

    Each stage writes into a folder of its own, where the earlier text is not.
    """
    written: dict[str, str] = {}
    for part in parts:
        here: set[str] = set()
        for unit in part.units:
            for call in unit.analysed.facts.io:
                if call.path is None or not call.writes:
                    continue
                if call.path in written and call.path not in here and _appends(call.node):
                    yield Lost(call.path, unit, written[call.path])
                here.add(call.path)
        written |= dict.fromkeys(here, part.name)


def perhaps_written(parts: Sequence[Part], lifting: Lifting) -> list[Lost]:
    """Reads of files that a stage writes, and a later one, or this one, on some paths only.

    Without another part: those that one statement reads before and after it writes them.
    """
    found: dict[str, Lost] = {}
    written: dict[str, str] = {}
    unsure: dict[str, str] = {}
    for part in parts:
        surely: set[str] = set()
        perhaps: set[str] = set()
        for unit in part.units:
            paths = _paths(unit, lifting)
            writes = {path for path, access in paths if access.writes}
            unsafe = writes if has_branches(unit.analysed) else _in_branches(unit)
            perhaps |= unsafe - surely
            for path, access in paths:
                here, before = path in perhaps - surely, path in unsure and path not in surely
                if not access.writes and (here or before) and path in written:
                    between = "" if here else unsure[path]
                    found.setdefault(path, Lost(path, unit, written[path], between))
            surely |= writes - unsafe
            if has_branches(unit.analysed) and (twice := _read_around(unit)) is not None:
                found.setdefault(twice, Lost(twice, unit))
        unsure |= {p: part.name for p in perhaps - surely if p in written}
        unsure = {path: name for path, name in unsure.items() if path not in surely}
        written |= {p: part.name for p in surely | perhaps if p not in unsure}
    return list(found.values())


def _paths(unit: Unit, lifting: Lifting) -> list[tuple[str, Access]]:
    """The files that a statement touches, and those whose paths it hands to a function."""
    uses = (u for u in lifting.uses_of(unit) if not (u.makes_directory or u.folder))
    handed = [(use.path, use.access) for use in uses]
    pairs = [*((c.path, c.access) for c in unit.analysed.facts.io), *handed]
    return [(path, access) for path, access in pairs if path is not None]


def _in_branches(unit: Unit) -> set[str]:
    """The files that functions which a statement calls write on some paths only."""
    writes = [c for c in unit.analysed.facts.io if c.inside and c.writes and c.path is not None]
    every = [d.node for d in unit.definitions.values()] if writes else []
    branches = [n for node in every for n in all_nodes(node) if isinstance(n, BRANCHES)]
    inside = {id(node) for branch in branches for node in all_nodes(branch)}
    return {c.path for c in writes if c.path is not None and id(c.node) in inside}


def _read_around(unit: Unit) -> str | None:
    """A file that a statement with branches reads both before it writes it and after."""
    calls = sorted(unit.analysed.facts.io, key=lambda c: (c.node.lineno, c.node.col_offset))
    read: set[str] = set()
    written: set[str] = set()
    for call in (c for c in calls if c.path is not None and not c.inside):
        assert call.path is not None
        if call.writes:
            written |= {call.path} & read
        elif call.path in written:
            return call.path
        elif call.access is Access.READ:
            read.add(call.path)
    return None


def partly_written(parts: Sequence[Part], lifting: Lifting) -> Iterator[Lost]:
    """Statements that read several known files at one place, where only some of them lie."""
    for number, part in enumerate(parts):
        for unit in part.units:
            for use in (use for use in lifting.uses_of(unit) if use.values and not use.writes):
                wanted = {tidy(value) for value in use.values or ()}
                made = {p for p in wanted & lifting.written[number].keys()
                        if lifting.written_at[number].get(p, unit.index) < unit.index}  # fmt: skip
                placed = lifting.place(use, number, unit) if made and made != wanted else None
                if placed is not None and not placed.from_output:
                    yield Lost(min(made), unit)


def unknown_paths(
    parts: Sequence[Part], lifting: Lifting, constants: Mapping[str, Analysed]
) -> Iterator[Unknown]:
    """Files that pass between stages, or inside one, by a path which stays in the code.

    There the path still says where the notebook keeps the file.
    """
    texts: set[str] = set()
    written: dict[str, str] = {}
    stay = {id(use.argument) for _, use in lifting.unlifted}
    for number, part in enumerate(parts):
        texts |= _texts(part, lifting, constants)
        written |= dict.fromkeys(lifting.written[number], part.name)
        read = {path: p.name for n, p in enumerate(parts[number:], number)
                for path in lifting.read_first[n]}  # fmt: skip
        for writes, others in ((False, written), (True, read)):
            for path in sorted(others):
                known = texts & {path, folder_of(path)}
                may_be = partial(_may_be, path, known, writes, stay, lifting)
                unit = next(filter(may_be, part.units), None) if known else None
                if unit is not None:
                    yield Unknown(path, unit, others[path], reads=not writes)


def _may_be(
    path: str, known: Set[str], writes: bool, stay: Set[int], lifting: Lifting, unit: Unit
) -> bool:
    """Whether the statement reads, or writes, a file whose path is not known nor a parameter's,
    and which may be this one. Its folder is enough where that is all that differs from call to
    call of a function, and so stays in it."""
    for call in unit.analysed.facts.io:
        meant = call.writes if writes else call.access is Access.READ
        inside = call.start.known and id(call.argument) in stay
        if not meant or call.path or call.start.known is not inside:
            continue
        if (folder_of(path) if inside else path) not in known:
            continue
        if call.values and path not in map(tidy, call.values):
            continue
        definition = (
            unit.definitions.get(call.inside[-1].partition(".")[0]) if call.inside else None
        )
        if definition is None or not call.inside:
            return True
        if not lifting.handed.covers(call.argument, definition):
            return True
    return False


def _texts(part: Part, lifting: Lifting, constants: Mapping[str, Analysed]) -> set[str]:
    """Texts that stay in the code of a part: not those that a parameter replaces."""
    nodes = [n for u in part.units for n in u.analysed.statement.nodes]
    names = {n for u in part.units for n in u.analysed.facts.reads}
    nodes += [
        n for name in sorted(names & constants.keys()) for n in constants[name].statement.nodes
    ]
    gone = {
        id(n) for u in part.units for use in lifting.uses_of(u) for n in all_nodes(use.argument)
    }
    every = (n for top in nodes for n in all_nodes(top) if isinstance(n, ast.Constant))
    return {tidy(n.value) for n in every if isinstance(n.value, str) and id(n) not in gone}


def _appends(call: ast.Call) -> bool:
    """Whether a call such as ``open(path, "a")`` or ``to_csv(path, mode="a")`` keeps the file."""
    modes = [*call.args[1:2], *(k.value for k in call.keywords if k.arg == "mode")]
    texts = (m.value for m in modes if isinstance(m, ast.Constant))
    return any(isinstance(t, str) and len(t) < 4 and {"a", "+"} & set(t) for t in texts)
