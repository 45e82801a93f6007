"""What a notebook takes from its environment, and what it sets up there: variables, drives."""

import ast
from collections.abc import Container, Iterable, Sequence

from nb2prod.analysis.constants.fold import environment_variable
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed, Import
from nb2prod.analysis.syntax.nodes import root_name
from nb2prod.graph.constants import assigned
from nb2prod.knowledge.effect_tables import LEFT_BEHIND
from nb2prod.notebook.model import Role

_CHECKS = frozenset({"check", "hint", "solution", "assert_check_passed"})
"""What a course of Kaggle gives for its questions: ``q_1.check()``."""


def left_behind(statements: Sequence[Analysed], imports: Iterable[Import]) -> frozenset[int]:
    """The statements that only make sense where the notebook ran: they mount a drive, or have the
    answer to a question of a course checked."""
    asked = any(one.star and one.qualified.startswith("learntools.") for one in imports)
    bound = {name for a in statements for name in a.facts.may_bind}
    return frozenset(
        a.statement.index
        for a in statements
        if _only_mounts(a) or (asked and _only_checks(a.statement.nodes, bound))
    )


def _only_mounts(a: Analysed) -> bool:
    facts = a.facts
    alone = len(a.statement.nodes) == 1 and isinstance(a.statement.nodes[0], ast.Expr)
    return alone and bool(facts.effects) and not facts.may_bind and {*facts.effects} <= LEFT_BEHIND


def _only_checks(nodes: Sequence[ast.stmt], bound: Container[str]) -> bool:
    match nodes:
        case [ast.Expr(ast.Call(func=ast.Attribute(value=question, attr=attr), args=[]))]:
            return attr in _CHECKS and root_name(question) not in bound
    return False


def names_of(imports: Iterable[Import]) -> Environment:
    """An environment that knows only the imports."""
    return Environment(imports={one.name: one.qualified for one in imports if not one.star})


def sets_up(a: Analysed, env: Environment) -> bool:
    """Whether a statement of no stage sets something for the whole process.

    A function that a cell of imports, say, calls for nothing but what it does is taken to do so.
    """
    facts = a.facts
    if facts.effects or a.statement.cell.role is Role.UNTAGGED:
        return bool(facts.effects)
    busy = facts.pure or facts.draws or facts.io or facts.prints or facts.draws_figure
    match a.statement.nodes:
        case [ast.Expr(ast.Call(func=func))]:
            name = env.qualified(func)
            return name is not None and "." in name and not busy and not facts.seeds
    return False


def lookup(a: Analysed, env: Environment) -> str | None:
    """The name that ``name = os.environ[...]`` or ``name = os.getenv(...)`` binds."""
    pair = assigned(a)
    return pair[0] if pair and environment_variable(pair[1], env) is not None else None


def sets_environment(code: Iterable[Analysed]) -> bool:
    """Whether the notebook itself changes what a lookup gives."""
    return any(effect.startswith(("os.environ", "os.putenv", "dotenv.", "os.unsetenv"))
               for a in code for effect in a.facts.effects)  # fmt: skip
