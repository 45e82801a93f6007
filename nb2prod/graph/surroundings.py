"""What a notebook takes from where it runs: environment variables, drives that it mounts."""

import ast
from collections.abc import Iterable

from nb2prod.analysis.constants.fold import environment_variable
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed, Import
from nb2prod.graph.constants import assigned

MOUNTS = frozenset({
    "google.colab.drive.mount", "google.colab.drive.flush_and_unmount",
    "google.colab.auth.authenticate_user",
})  # fmt: skip
"""Calls that only make sense on the machine that the notebook ran on."""


def is_mount(a: Analysed) -> bool:
    """Whether a statement only mounts a drive, or lets it go."""
    facts = a.facts
    alone = len(a.statement.nodes) == 1 and isinstance(a.statement.nodes[0], ast.Expr)
    return alone and bool(facts.effects) and set(facts.effects) <= MOUNTS and not facts.may_bind


def names_of(imports: Iterable[Import]) -> Environment:
    """An environment that knows only the imports."""
    return Environment(imports={one.name: one.qualified for one in imports if not one.star})


def lookup(a: Analysed, env: Environment) -> str | None:
    """The name that ``name = os.environ[...]`` or ``name = os.getenv(...)`` binds."""
    pair = assigned(a)
    return pair[0] if pair and environment_variable(pair[1], env) is not None else None


def sets_environment(code: Iterable[Analysed]) -> bool:
    """Whether the notebook itself changes what a lookup gives."""
    return any(effect.startswith(("os.environ", "os.putenv", "dotenv.", "os.unsetenv"))
               for a in code for effect in a.facts.effects)  # fmt: skip
