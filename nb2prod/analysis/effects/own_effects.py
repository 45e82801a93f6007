"""Effects outside the notebook's names: random streams, the process, terminal and figures."""

import ast
import sys
from collections.abc import Iterable, Iterator

from nb2prod.analysis.call_summary import Own
from nb2prod.analysis.effects.drawing import draws_on_figure
from nb2prod.analysis.effects.opaque import opaque_in
from nb2prod.analysis.effects.randoms import drawn, seeded
from nb2prod.analysis.effects.shown_text import shows_tables
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.files.iocalls import find_io
from nb2prod.analysis.model import IOCall
from nb2prod.analysis.own_code import together
from nb2prod.analysis.syntax.nodes import (
    all_nodes,
    arguments_of,
    holds,
    method_name,
    nodes_of,
    taken_apart,
    targets_of,
)
from nb2prod.analysis.syntax.scope import DEFS
from nb2prod.analysis.types import kinds
from nb2prod.analysis.types.infer import type_of
from nb2prod.diagnostics import Place
from nb2prod.knowledge.effect_tables import (
    PRINTING,
    PROCESS_EFFECTS,
    PROCESS_GETTERS,
    PROCESS_OBJECTS,
    PURE_MODULES,
    SETTING_LIBRARIES,
)
from nb2prod.knowledge.lookup import at_or_below
from nb2prod.knowledge.methods import MUTATING_METHODS, SETTING_NAMES
from nb2prod.naming import humps_apart

_PRINTING_METHODS = frozenset({"info", "summary"})
_INNER = (ast.Lambda, *DEFS)
_CHANGES = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Delete)

VIEWS = "pyspark:views"
"""The temporary views of a Spark session, which only its own process has."""


def own_effects(
    nodes: Iterable[ast.AST], env: Environment, place: Place, io: tuple[IOCall, ...] = ()
) -> Own:
    """The effects of the code itself, those of functions defined inside it among them."""
    seeds: set[str] = set()
    draws: set[str] = set()
    effects: dict[str, None] = {}
    prints = draws_figure = False
    nodes = list(nodes)
    theirs = together(_of_own_modules(nodes, env))
    entered: set[ast.expr] = set()
    for node in _walk(nodes):
        if isinstance(node, ast.With):
            entered |= {item.context_expr for item in node.items}
        elif isinstance(node, ast.Call):
            name = env.qualified(node.func)
            if name:
                seeds |= seeded(name)
            draws |= drawn(node, name, env)
            if node not in entered:  # what `with` sets ends with the block
                effects |= dict.fromkeys(_process_call(node, name))
            if made := _views(node, env):
                draws.add(VIEWS)
                seeds |= {VIEWS} if made == "made" else set()
            prints |= _prints(node, name, env)
            draws_figure |= draws_on_figure(node, name, env)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            effects |= dict.fromkeys(_guessed_setting(node.value, env))
        elif isinstance(node, _CHANGES):
            effects |= dict.fromkeys(_process_change(node, env))
    return Own(
        seeds=frozenset(seeds) | theirs.seeds,
        draws=frozenset(draws) | theirs.draws,
        effects=(*effects, *theirs.effects),
        io=io,
        prints=prints or theirs.prints,
        shows=theirs.shows or shows_tables(nodes, env),
        draws_figure=draws_figure or theirs.draws_figure,
        opaque=opaque_in(nodes, env, place),
        module_io=theirs.module_io,
    )


def _views(node: ast.Call, env: Environment) -> str:
    """Whether a call names a temporary view of Spark, "made", or may read one; else ""."""
    name, func = method_name(node) or "", node.func
    makes = (name.endswith("TempView") and name.startswith("create")) or name == "registerTempTable"
    if makes or name not in ("sql", "table"):
        return "made" if makes else ""
    kind = type_of(func.value, env) if isinstance(func, ast.Attribute) else None
    return "read" if kind is not None and kind.name.startswith("pyspark.") else ""


def _of_own_modules(nodes: Iterable[ast.AST], env: Environment) -> Iterator[Own]:
    """The effects of what the code takes from the notebook's own modules, called or passed on."""
    own = env.own
    if not own.functions and not own.classes:
        return
    for node in _walk(nodes):
        if isinstance(node, ast.Name | ast.Attribute):
            name = env.qualified(node)
            found = own.of_name(name) if name is not None else None
            if found is not None:
                yield found
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if env.qualified(node.func) is None:
                kind = type_of(node.func.value, env)
                yield from (s.own for s in own.methods(node.func.attr, kind))


def io_calls(node: ast.AST, env: Environment) -> Iterator[IOCall]:
    """File calls of a statement, in functions defined inside it too."""
    yield from find_io(node, env)
    yield from _unknown_writes(node, env)
    for child in all_nodes(node) if holds(node, _INNER) else ():
        if child is node:
            continue
        if isinstance(child, ast.Lambda):
            yield from find_io(child.body, env)
        elif isinstance(child, DEFS):
            yield from find_io(ast.Module(body=child.body, type_ignores=[]), env)


def _unknown_writes(node: ast.AST, env: Environment) -> Iterator[IOCall]:
    """Calls of the notebook's own modules that write files whose paths are not known here."""
    if not env.own.functions:
        return
    for child in all_nodes(node):
        name = env.qualified(child.func) if isinstance(child, ast.Call) else None
        if not isinstance(child, ast.Call) or name is None or name not in env.own.functions:
            continue
        for call in env.own.functions[name].own.io:
            if call.path is None and call.writes and name not in env.own.rows:
                yield IOCall(call.row, child, call.access, child.func, None, frozenset())


def _walk(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    for node in nodes:
        yield from all_nodes(node)


def _process_call(node: ast.Call, name: str | None) -> Iterator[str]:
    if name is None:
        return
    if name in PROCESS_EFFECTS:
        yield name
        return
    if method_name(node) in MUTATING_METHODS:
        owner = name.rpartition(".")[0]
        if at_or_below(owner, PROCESS_OBJECTS):
            yield name


def _guessed_setting(call: ast.Call, env: Environment) -> Iterator[str]:
    """The function of a library without known settings that sets one, by its name: a call for
    nothing but what it does, given no data: ``jax.config.update("jax_enable_x64", True)``."""
    name = env.qualified(call.func)
    root, _, rest = (name or "").partition(".")
    if name is None or not rest or root in sys.stdlib_module_names or root in SETTING_LIBRARIES:
        return
    given = arguments_of(call)
    if at_or_below(name, PURE_MODULES) or seeded(name) or not all(_is_plain(n, env) for n in given):
        return
    *owners, last = humps_apart(rest).split(".")
    if last.partition("_")[0] in SETTING_NAMES or (last == "update" and "config" in owners):
        yield name


def _is_plain(node: ast.expr, env: Environment) -> bool:
    """A number, a text, or something imported."""
    names = nodes_of(ast.Name, [node])
    return all(env.qualified(n) or kinds.is_immutable(type_of(n, env)) for n in names)


def _process_change(node: ast.AST, env: Environment) -> Iterator[str]:
    """Assignment to an attribute or item of something imported."""
    targets = node.targets if isinstance(node, ast.Delete) else targets_of(node)
    for part, _ in (one for target in targets for one in taken_apart(target, target)):
        owner = part.value if isinstance(part, ast.Subscript) else part
        while owner is not part or isinstance(owner, ast.Attribute):
            if name := env.qualified(owner):
                yield name
                break
            match owner:
                case ast.Attribute(value=ast.Call(func=func), attr=attr):
                    if (getter := env.qualified(func)) in PROCESS_GETTERS:
                        yield f"{getter}.{attr}"  # decimal.getcontext().prec = 5
                    break
                case ast.Attribute(value=inner) | ast.Subscript(value=inner):
                    owner = inner
                case _:
                    break


def _prints(node: ast.Call, name: str | None, env: Environment) -> bool:
    if name is not None:
        to_file = any(k.arg == "file" for k in node.keywords)
        return name in PRINTING and not to_file
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in _PRINTING_METHODS:
        return False
    kind = type_of(node.func.value, env)
    if node.func.attr == "info":
        return kind is None or kinds.is_frame(kind) or kind.name.startswith("logging.")
    return kind is None or "keras" in kind.name
