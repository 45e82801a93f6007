"""The paths that statements and definitions use, by their own calls or by what they pass on."""

import ast
from collections.abc import Iterable, Mapping

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition
from nb2prod.graph.units import Unit
from nb2prod.plan.bound_again import Standing
from nb2prod.plan.handed import omitted, passed
from nb2prod.plan.handed_to_methods import Handing
from nb2prod.plan.paths import Key, Use, of_call_time, own_calls, use_of, use_of_argument


def uses_inside(
    definition: Definition,
    names: Standing,
    run_by: Iterable[Unit],
    definitions: Mapping[Key, Definition],
    handed: Handing,
) -> Iterable[Use]:
    """The paths in a definition, without those that its callers hand to it."""
    env = names.within(definition, run_by)
    uses = (of_call_time(use_of(call), env) for call in own_calls(definition))
    for use in (*uses, *_passed(definition.node, env, names, definitions, handed)):
        if not handed.covers(use.argument, definition):
            yield use


def _passed(
    node: ast.AST,
    env: Environment,
    names: Standing,
    definitions: Mapping[Key, Definition],
    handed: Handing,
) -> Iterable[Use]:
    """Paths that a statement or definition hands to the definitions that it calls."""
    found = handed.parameters
    for one in (*passed(node, definitions, found), *omitted(node, definitions, found)):
        given = one.handed
        there = names.where_defined(one.default_of) if one.default_of else env
        yield use_of_argument(one.argument, given.call, there, given.folder, given.text, one.into)


def uses_of(unit: Unit, names: Standing, handed: Handing) -> Iterable[Use]:
    """The paths that a statement uses, without those inside the definitions that it calls."""
    for call in unit.analysed.facts.io:
        if not call.inside:
            yield use_of(call)
    scope = {**{d.key: d for d in unit.analysed.facts.definitions}, **handed.methods}
    for node in unit.analysed.statement.nodes:
        yield from _passed(node, names.at(unit), names, scope, handed)
