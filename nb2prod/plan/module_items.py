"""Definitions and constants at module level."""

import ast
from collections.abc import Iterable, Mapping

from nb2prod.analysis.model import Analysed, Definition, Type
from nb2prod.graph.closures import captured, keyword_of
from nb2prod.plan.capture_problems import constructor_of, from_bases
from nb2prod.plan.captures import path_needs, renamed_in
from nb2prod.plan.draft import Draft
from nb2prod.plan.model import Code, Constructor, Item
from nb2prod.plan.paths import Key


def items_of(
    draft: Draft, definitions: Iterable[Definition], constants: Mapping[str, Analysed]
) -> tuple[Item, ...]:
    """The items of one module, in the order of the notebook."""
    made: list[tuple[int, Item]] = []
    scopes: dict[Key, dict[str, Definition]] = {}  # what the first statement that uses one sees
    for unit in draft.units:
        for known in unit.definitions.values():
            scopes.setdefault(known.key, unit.definitions)
    for name, analysed in constants.items():
        made.append((analysed.statement.index, Item(name, Code(statement=analysed.statement))))
    for definition in definitions:
        scope = scopes.get(definition.key, {definition.name: definition})
        made.append((definition.statement, _item(draft, definition, scope)))
    return tuple(item for _, item in sorted(made, key=lambda pair: (pair[0], pair[1].name)))


def _item(draft: Draft, definition: Definition, scope: Mapping[str, Definition]) -> Item:
    statement = draft.statements[definition.statement]
    names = sorted(captured(definition, scope, draft.program.state))
    paths = sorted(path_needs(definition.name, scope, draft.lifting))
    drawing = draft.is_handed_figures(definition.name, scope)
    edits = [
        *draft.lifting.definition_edits.get(definition.key, ()),
        *draft.figure_edits(definition, draft.figures if drawing else ""),
    ]
    path_type = Type("pathlib.Path")
    renamed = renamed_in(scope, draft.placement.names)
    replaced = tuple((n, new) for n, new in renamed if n in definition.reads)
    shown = draft.placement.names.get(definition.key, definition.name)
    replaced += tuple((name, f"{shown}.{attribute}") for name, attribute in definition.values)
    calls = tuple(_calls(draft, definition, scope))
    is_class = isinstance(definition.node, ast.ClassDef)
    made = constructor_of(definition, draft.env, scope, draft.program.state) if is_class else None
    bases = [one.id for one in getattr(definition.node, "bases", ()) if isinstance(one, ast.Name)]
    of_bases = {p for one in bases if one in scope for p in path_needs(one, scope, draft.lifting)}
    if made is Constructor.INHERITED and not of_bases.issuperset(paths):
        made = Constructor.PASSING
    return Item(
        shown,
        Code(statement=statement, edits=tuple(edits), captured=calls, replaced=replaced),
        definition,
        captured=(
            *((n, _type_of(draft, n)) for n in names),
            *((p, path_type) for p in paths),
            *([(draft.figures, Type("dict"))] if drawing else []),
        ),
        stored=(*names, *paths) if is_class else (),
        constructor=made or Constructor.OWN,
        passed=tuple(sorted(from_bases(definition, scope, draft.program.state) | of_bases)),
    )


def _calls(
    draft: Draft, definition: Definition, scope: Mapping[str, Definition]
) -> Iterable[tuple[str, tuple[tuple[str, str], ...]]]:
    """What the definition passes to each other one that it names."""
    for other in sorted(definition.reads & scope.keys()):
        names = sorted(captured(scope[other], scope, draft.program.state))
        inner = sorted(path_needs(other, scope, draft.lifting))
        inner += [draft.figures] if draft.is_handed_figures(other, scope) else []
        if names or inner:
            pairs = [(keyword_of(scope[other], n), n) for n in names]
            yield other, (*pairs, *((n, n) for n in inner))


def _type_of(draft: Draft, name: str) -> Type | None:
    """The type of a name after the last part that knows one."""
    return next((t for after in reversed(draft.types) if (t := after.get(name))), None)
