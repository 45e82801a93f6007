"""Assertions about the notebook's functions: they become tests of the package."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.model import Analysed, Kind
from nb2prod.analysis.syntax.nodes import holds, nodes_of
from nb2prod.diagnostics import Diagnostic, note
from nb2prod.naming import fresh, slug
from nb2prod.notebook.edits import start_of
from nb2prod.notebook.model import Role
from nb2prod.plan.draft import Draft
from nb2prod.plan.model import Assertions, Code, Item, Pipeline
from nb2prod.plan.pipeline_code import statements_in
from nb2prod.records import replace


def with_assertions(pipeline: Pipeline, draft: Draft) -> Pipeline:
    """The pipeline with a test for each cell tagged `functions` that asserts something.

    What such a cell runs otherwise is left out; a note tells which assertions are left out too.
    """
    found: list[Assertions] = []
    notes: list[Diagnostic] = []
    staged = {one.index for one in statements_in(pipeline)}
    places = dict(_places(pipeline))
    for cell, group in groupby(draft.analysis.statements, lambda a: a.statement.cell):
        code = [a for a in group if a.kind is Kind.CODE and not a.facts.pure]
        last = max((n for n, a in enumerate(code) if _asserts(a)), default=-1)
        if cell.role is not Role.FUNCTIONS or last < 0 or code[last].statement.index in staged:
            continue
        code = code[: last + 1]
        if why := _why_not(code, places, draft):
            message = f"the `assert` of the cell is in no test: {why}."
            place = next(a for a in code if _asserts(a)).statement.place
            notes.append(note("NB238", message, place))
            continue
        tested = [n for a in code if _asserts(a) for n in _named(a, places)]
        read = sorted({name for a in code for name in _named(a, places)})
        used = tuple((name, places[name][0]) for name in read)
        name = fresh(f"test_{slug(tested[0])}" if tested else "test_cell", {t.name for t in found})
        found.append(Assertions(name, tuple(Code(a.statement) for a in code), used))
    return replace(pipeline, assertions=tuple(found), notes=(*pipeline.notes, *notes))


def _asserts(a: Analysed) -> bool:
    return any(holds(top, (ast.Assert,)) for top in a.statement.nodes)


def _places(pipeline: Pipeline) -> Iterator[tuple[str, tuple[str, Item]]]:
    """Each definition and constant with the module where it stands."""
    for stage in pipeline.stages:
        yield from ((item.name, (stage.name, item)) for item in stage.items)
    yield from ((item.name, ("common", item)) for item in pipeline.items)


def _named(a: Analysed, places: Mapping[str, object]) -> list[str]:
    """What the statement reads of the modules, in the order of its text."""
    names = nodes_of(ast.Name, a.statement.nodes)
    ordered = sorted(names, key=start_of)
    return [n for n in dict.fromkeys(n.id for n in ordered) if n in places and n in a.facts.reads]


def _why_not(code: Sequence[Analysed], places: Mapping[str, tuple[str, Item]], draft: Draft) -> str:
    """What keeps the statements from standing in a test; "" where nothing does."""
    imported = {one.name for one in draft.analysis.imports}
    bound: set[str] = set()
    for a in code:
        if a.facts.io or a.facts.module_io or a.facts.draws_figure or a.facts.opaque:
            return "the cell does more than to call functions"
        versions = {d.name: d.key for d in a.facts.definitions}
        for name in sorted(a.facts.reads - bound - imported - BUILTINS):
            if name not in places:
                return f"no script has `{name}`"
            item = places[name][1]
            if item.captured:
                return f"`{name}` takes `{item.captured[0][0]}` as a parameter in the scripts"
            if item.definition and versions.get(name) not in (None, item.definition.key):
                return f"the scripts have another version of `{name}`"
        bound |= a.facts.binds
    return ""
