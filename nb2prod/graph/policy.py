"""How a value crosses from one stage to another: it is computed again there, or it is saved.

*Repeat*: the statement that makes the value is written again where the value is needed. It must
have no side effect, and what it reads must be the same there. Three kinds of values are repeated:
cheap ones (settings, folds, losses, transforms, patterns, devices); those that cannot be saved but
can be made from files (a `DMatrix`, a `DataLoader`, a connection to a file); and those of a stage
that only reads files. *Save*: everything else.
"""

import ast
from collections.abc import Container

from nb2prod.analysis.constants.fold import environment_variable
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import IOCall
from nb2prod.analysis.syntax.import_statements import is_import
from nb2prod.analysis.syntax.nodes import arguments_of, child_nodes, root_name
from nb2prod.graph.factories import remade_call
from nb2prod.graph.units import Unit
from nb2prod.knowledge.effect_tables import CHEAP, CHEAP_CLASSES, PROCESS_OBJECTS, REMADE
from nb2prod.knowledge.lookup import at_or_below
from nb2prod.knowledge.saved import UNSAVABLE
from nb2prod.knowledge.schema import Access

_METHODS = frozenset({"batch", "prefetch", "cache"})
"""Methods of a `tf.data` pipeline that draw nothing."""

_COMPLETING = frozenset({"fit", "set", "setLogLevel"})
"""Methods that complete what no file holds, as often as they are called."""

_PARTS = (
    ast.Constant, ast.Tuple, ast.List, ast.Dict, ast.Set, ast.UnaryOp, ast.BinOp, ast.BoolOp,
    ast.Compare, ast.IfExp, ast.Subscript, ast.JoinedStr, ast.FormattedValue, ast.Starred,
    ast.Slice,
)  # fmt: skip


def may_repeat(unit: Unit, env: Environment) -> bool:
    """Whether the statement does nothing but make values that can be made anywhere.

    What it reads has to be the same there, which is for the caller to see.
    """
    facts, nodes = unit.analysed.facts, unit.analysed.statement.nodes
    if len(nodes) != 1:
        return False
    remade = makes_again(unit, env)
    # a `DataLoader` draws when it is read, not when it is made
    changed = {n for n in unit.mutates if not (remade and n.startswith("<"))}
    # and a `DMatrix` may be read from a file, but not under a name of a value
    files = [c for c in facts.io if not remade or c.path is not None or c.row.name not in REMADE]
    if files or changed or (facts.draws and not remade) or not _only_binds(unit):
        return False
    made = remade or is_import(nodes[0]) or _makes(nodes[0], env)
    return made or makes_function(unit, env)


def makes_again(unit: Unit, env: Environment) -> bool:
    """Whether the statement makes what no file holds: by such a call, or of such a type."""
    kinds = dict(unit.analysed.facts.types).values()
    typed = bool(kinds) and all(kind is not None and kind.name in REMADE for kind in kinds)
    return typed or is_remade(getattr(unit.analysed.statement.nodes[0], "value", None), env)


def makes_function(unit: Unit, env: Environment) -> bool:
    """Whether the statement makes a function that no file holds, out of plain values."""
    call = remade_call(unit)
    given = arguments_of(call) if call is not None else ()
    return call is not None and all(_plain(part, env) for part in given)


def only_opens_file(unit: Unit, written: Container[str | None]) -> bool:
    """Whether the statement is ``con = connect(path)``: another one is another way to the file.

    What is done with the connection counts as a change of it, unless it only asks.
    """
    types = dict(unit.analysed.facts.types).values()
    opened = any(kind is not None and kind.name in UNSAVABLE for kind in types)
    return opened and only_reads_files(unit, written, (Access.OPEN, Access.READ))


def only_reads_files(
    unit: Unit, written: Container[str | None], accesses: Container[Access] = (Access.READ,)
) -> bool:
    """Whether the statement is ``name = read(path)``, or does so in ``with open(path) as f``, of a
    file that is not written."""
    facts, nodes = unit.analysed.facts, unit.analysed.statement.nodes
    reading = _reading(nodes[0])
    if len(nodes) != 1 or reading is None:
        return False
    for call in facts.io:
        if call.access not in accesses or call.path is None or call.path in written:
            return False
        if not call.row.name:
            return False  # of a call that no table knows
        if not any(is_read_by(one, call) for one in reading):
            return False
    changed = unit.mutates - unit.may  # a file that is opened here and read
    return bool(facts.io) and not (facts.draws or changed) and _only_binds(unit)


def _reading(node: ast.stmt) -> list[ast.Call] | None:
    """The calls of a statement that may be nothing but calls whose results it binds."""
    match node:
        case ast.Assign(value=ast.Call() as call) | ast.AnnAssign(value=ast.Call() as call):
            return [call]
        case ast.With(items=items, body=body):
            opened = [one.context_expr for one in items]
            parts = [*opened, *(getattr(one, "value", None) for one in body)]
            bound = all(isinstance(one, ast.Assign | ast.AnnAssign) for one in body)
            calls = [one for one in parts if isinstance(one, ast.Call)]
            return calls if bound and len(calls) == len(parts) else None
    return None


def completed(unit: Unit, env: Environment) -> str | None:
    """The name whose value the statement completes in place and does nothing else (``kde.fit()``,
    ``spark.conf.set("spark.sql.session.timeZone", "UTC")``)."""
    if unit.analysed.facts.io or unit.analysed.facts.draws:
        return None
    match unit.analysed.statement.nodes:
        case [ast.Expr(value=ast.Call(func=ast.Attribute(value=owner, attr=method)) as call)]:
            name = root_name(owner)
            plain = method in _COMPLETING and all(_plain(part, env) for part in arguments_of(call))
            alone = unit.mutates == {name} and not unit.may
            return name if plain and alone and not _is_busy(unit) else None
    return None


def is_read_by(value: ast.Call, call: IOCall) -> bool:
    """Whether an expression is a call that touches a file, or takes it: ``json.load(open(p))``."""
    return value is call.node or any(argument is call.node for argument in value.args)


def _only_binds(unit: Unit) -> bool:
    """Whether nothing is left of the statement but the values that it binds, on every path.

    An import that is tried may leave its name unbound, and does so wherever it stands.
    """
    settled = unit.must == unit.may or is_import(unit.analysed.statement.nodes[0])
    return not _is_busy(unit) and bool(unit.may) and settled


def _is_busy(unit: Unit) -> bool:
    """Whether something is left of the statement beside values."""
    facts, nodes = unit.analysed.facts, unit.analysed.statement.nodes
    later = is_import(nodes[0]) or remade_call(unit) is not None  # functions inside `if`, or made
    called = () if later else facts.definitions
    busy = (
        *(facts.effects, facts.seeds, facts.opaque, called, facts.prints),
        *(facts.draws_figure, unit.deletes, unit.may_delete, unit.nested, unit.shown_as),
    )
    return any(busy)


def _makes(node: ast.stmt, env: Environment) -> bool:
    match node:
        case ast.Assign(targets=[ast.Name()], value=value):
            return is_function(value) or is_cheap(value, env) or is_remade(value, env)
        case ast.AnnAssign(target=ast.Name(), value=ast.expr() as value):
            return is_function(value) or is_cheap(value, env) or is_remade(value, env)
    return False


def is_function(node: ast.expr | None) -> bool:
    """Whether the expression makes a function that nothing but it can change."""
    if not isinstance(node, ast.Lambda):
        return False
    defaults = [*node.args.defaults, *(d for d in node.args.kw_defaults if d is not None)]
    return all(isinstance(d, ast.Constant) for d in defaults)


def is_remade(node: ast.expr | None, env: Environment) -> bool:
    """Whether the expression makes what no file holds, from plain values."""
    if not isinstance(node, ast.Call):
        return False
    plain = all(_plain(part, env) for part in arguments_of(node))
    name = env.qualified(node.func)
    if name is not None:
        return plain and name in REMADE
    match node.func:
        case ast.Attribute(value=owner, attr=method):
            return plain and method in _METHODS and is_remade(owner, env)
    return False


def _plain(node: ast.expr, env: Environment) -> bool:
    """Values by name, and parts of them: ``X_train``, ``X[:80]``, ``df["y"]``, ``df.y``."""
    match node:
        case ast.Name():
            return True
        case ast.Attribute(value=owner) if env.qualified(node) is None:
            return _plain(owner, env)
        case ast.Subscript(value=owner, slice=part):
            return _plain(owner, env) and _plain(part, env)
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return all(_plain(part, env) for part in parts)
        case ast.Slice(lower=lower, upper=upper, step=step):
            return all(_plain(part, env) for part in (lower, upper, step) if part is not None)
    return is_cheap(node, env) or is_remade(node, env)


def is_cheap(node: ast.expr, env: Environment) -> bool:
    """Whether the expression costs next to nothing, and gives the same wherever it stands.

    Names in it stand for values that are repeated in turn; that is for the caller to see.
    """
    if environment_variable(node, env) is not None:
        return True  # a secret, most often, which no file may hold
    match node:
        case ast.Name():
            return True
        case ast.Attribute():
            name = env.qualified(node)
            return name is not None and not at_or_below(name, PROCESS_OBJECTS)
        case ast.Call(func=func, args=args, keywords=keywords):
            name = env.qualified(func) or (func.id if isinstance(func, ast.Name) else "")
            known = name in CHEAP or (at_or_below(name, CHEAP_CLASSES) and _is_light(name))
            parts = [*args, *(k.value for k in keywords)]
            return known and all(is_cheap(part, env) for part in parts)
    inner = (n for n in child_nodes(node) if isinstance(n, ast.expr))
    return isinstance(node, _PARTS) and all(is_cheap(n, env) for n in inner)


def _is_light(name: str) -> bool:
    """Not a layer, whose weights are drawn at random."""
    last = name.rpartition(".")[2]
    return not name.startswith("torch.nn.") or last.endswith("Loss")
