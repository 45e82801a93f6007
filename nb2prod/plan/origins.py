"""Where saved values come from: their cells, and library classes behind classes of the notebook."""

import ast
from collections.abc import Iterable, Sequence

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Statement, Type
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.diagnostics import Diagnostic, note
from nb2prod.graph.liveness import Flow
from nb2prod.graph.units import Part, Unit
from nb2prod.plan.model import Artefact
from nb2prod.plan.serialisers import SERIALISERS


def story_of(parts: Sequence[Part], flow: Flow, number: int, names: Sequence[str]) -> str:
    """``cell 3 of train, for cell 1 of predict``: where the values are made and needed.

    Counted are the cells of the stage, as a cell elsewhere in the notebook changes nothing then.
    """
    part, wanted = parts[number], set(names)
    makers = [u for u in part.units if wanted & (u.may | u.mutates)] or part.units
    readers = [
        _place(later, unit)
        for later, one in zip(parts, flow.parts, strict=True)
        if (taken := {n for n in wanted if one.inputs.get(n) == number})
        for unit in [u for u in later.units if taken & u.reads][:1]
    ]
    story = _place(part, makers[-1])
    return f"{story}, for {' and '.join(readers)}" if readers else story


def _place(part: Part, unit: Unit) -> str:
    return f"cell {part.places[unit.analysed.statement.cell.number]} of {part.name}"


def saving_notes(artefacts: Iterable[Artefact]) -> list[Diagnostic]:
    """What is special in how values are saved."""
    found: list[Diagnostic] = []
    for one in dict.fromkeys(artefacts):
        if said := SERIALISERS[one.serialiser].note:
            story = f" ({one.story})" if one.story else ""
            message = f"`{one.names[0]}`{story} is saved for another stage: {said}."
            found.append(note("NB228", message))
    return found


def library_class(known: Type | None, statements: Iterable[Statement], env: Environment) -> str:
    """The qualified name of the library's class that the notebook's class `known` is made from.

    An empty string where the type is none of the notebook's, or its base is not known.
    """
    if known is None or not known.own_class:
        return ""
    classes = {
        node.name: node
        for statement in statements
        for top in statement.nodes
        for node in all_nodes(top)
        if isinstance(node, ast.ClassDef)
    }
    name, seen = known.own_class, set[str]()
    while name in classes and name not in seen and classes[name].bases:
        seen.add(name)
        base = ast.unparse(classes[name].bases[0])
        root, _, rest = base.partition(".")
        if root in env.imports:
            return f"{env.imports[root]}.{rest}".rstrip(".")
        name = base
    return ""
