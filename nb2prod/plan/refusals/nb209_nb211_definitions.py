"""NB209, NB211: definitions whose globals cannot become parameters."""

import ast
from collections.abc import Iterator

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition, Kind
from nb2prod.diagnostics import Diagnostic
from nb2prod.graph.closures import captured, hidden_at
from nb2prod.graph.program import Program
from nb2prod.plan.bodies import class_bodies
from nb2prod.plan.capture_problems import class_problem, function_problem
from nb2prod.plan.draft import Draft
from nb2prod.plan.local import early_state
from nb2prod.plan.refusals.refusals import refusal


@refusal("NB211", rank=90)
def hidden_names(draft: Draft) -> Iterator[Diagnostic]:
    """Functions that are called where a comprehension or lambda hides a global that they read."""
    state = draft.program.state
    for unit in draft.units:
        hidden = hidden_at(unit.analysed.statement.nodes, unit.definitions, state)
        for name, names in sorted(hidden.items()):
            listed = ", ".join(f"`{n}`" for n in sorted(names))
            message = f"`{name}` reads {listed} from the notebook, and {listed} is another here."
            advice = "Give the variable of the comprehension or lambda another name."
            yield Diagnostic(message, advice, unit.place, code="NB211")


@refusal("NB209", "NB211", rank=100)
def definition_problems(draft: Draft) -> Iterator[Diagnostic]:
    """Definitions that bind globals, and such as have no room for a parameter."""
    found: dict[tuple[str, int], Diagnostic] = {}
    for unit in draft.units:
        scope = unit.definitions
        for definition in scope.values():
            place = draft.places.get(definition.statement)
            for code, message, advice in _problems(definition, scope, draft.program, draft.env):
                users = (u.place for u in draft.units if definition.name in u.definitions)
                one = Diagnostic(message, advice, place, code=code, apart=tuple(users))
                found[message, place.cell if place else 0] = one
    yield from found.values()


@refusal("NB211", rank=105)
def busy_definitions(draft: Draft) -> Iterator[Diagnostic]:
    """Definitions that do something where they stand, which each script would do at its start."""
    for one in draft.analysis.statements:
        facts, node = one.facts, one.statement.nodes[0]
        does = "prints" if facts.prints else "draws random numbers" if facts.draws else ""
        if one.kind is not Kind.DEFINITION or getattr(node, "decorator_list", None):
            continue  # what a decorator does is not known well enough
        if does and one.statement.cell.live:
            name = next(iter(sorted(facts.may_bind)), "it")
            message = f"`{name}` {does} where it is defined, and each script defines it again."
            advice = "Do this in a statement above, and give it the value by a name."
            yield Diagnostic(message, advice, one.statement.place, code="NB211")


def _problems(
    definition: Definition, scope: dict[str, Definition], program: Program, env: Environment
) -> Iterator[tuple[str, str, str]]:
    """Code, message and advice of what is wrong with a definition."""
    if definition.writes:
        message = f"`{definition.name}` assigns the global {_listed(definition.writes)}."
        advice = "Return the value instead, and assign it where the function is called."
        yield "NB209", message, advice
    names = captured(definition, scope, program.state) | early_state(definition, program.state)
    if not names:
        return
    if isinstance(definition.node, ast.ClassDef):
        problem = class_problem(definition, names, program, env, scope)
    else:
        problem = function_problem(definition, names)
    if problem:
        message = f"`{definition.name}` reads {_listed(names)} from the notebook, and {problem}."
        yield "NB211", message, "Pass them as arguments."


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"`{n}`" for n in sorted(names))


@refusal("NB211", rank=170)
def bodies(draft: Draft) -> Iterator[Diagnostic]:
    """Classes with ``n = n`` in their body, where ``n`` would be a variable of a function."""
    for name, place in class_bodies(draft.parts, draft.program):
        yield Diagnostic(
            f"a class body reads `{name}` from the notebook and binds it too, which works on "
            "module level only.",
            f"Give the attribute `{name}` another name, or the variable.",
            place,
            code="NB211",
        )
