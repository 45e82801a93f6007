"""Values that no file can hold."""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Type, lineage, own_type
from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes, root_name
from nb2prod.analysis.types.algebra import bind, certain, copied, members
from nb2prod.analysis.types.infer import type_of
from nb2prod.graph.constants import calls_for_class
from nb2prod.graph.escaping import only_calls
from nb2prod.graph.factories import OWN_PICKLE, factories, holds, replaced
from nb2prod.graph.units import Part, Unit
from nb2prod.knowledge.methods import MUTATING_METHODS
from nb2prod.knowledge.saved import UNSAVABLE

_PICKLED = {"__getnewargs__", "__getnewargs_ex__", "__reduce__", "__reduce_ex__"}
_MADE_OF_ONE = {"bytes", "complex", "float", "int", "str", "tuple"}
_HOLDERS = frozenset({"list", "dict", "tuple", "set", "functools.partial", "object"})

READING_CLASS = "a class that reads"
KEPT = ", whose `"


def why_unsavable(
    name: str, known: Type | None, part: Part, classes: Mapping[str, str], own: bool = False
) -> tuple[str, Unit] | None:
    """What the value is, and the statement that makes it so; None where it may be saved.

    `classes` are types of objects of the notebook's classes that no file holds, see
    `unsavable_classes`. `own`: its library saves it, though no pickle holds it.
    """
    module, kept, _ = name.strip("<>").partition(":")
    if kept:
        what = f"what the module `{module}` keeps"
        what = "a view that only a session of Spark has" if module == "pyspark" else what
        return what, next(u for u in part.units if name in u.may)
    what = _unsavable(known, classes) if known and not own else ""
    binders = [u for u in part.writers.get(name, ()) if name in u.may]
    writers = part.writers.get(name, [])
    binder = next((u for u in writers if _keeps_function(u, name)), None)
    if binder is not None and not what:
        what = "or holds a function without a name, a lambda or one that a function makes"
    if not what and (known is None or known.name in _HOLDERS):
        holder = next(_holders(name, part), None)
        if holder is not None:
            binder, what = holder, "something that holds a function of its stage"
    if not what and (known is None or known.name in _HOLDERS):
        holder = _of_called_class(name, part)
        binder = holder or binder
        what = "or holds a class that a call makes, or an object of one" if holder else ""
    inner = next((u for u in binders if _defines(u, name)), None)
    if inner is not None and not what:
        binder, what = inner, "a function or class that is defined inside another statement"
    return (what, binder or (binders or part.units)[0]) if what else None


def _unsavable(known: Type, classes: Mapping[str, str]) -> str:
    """What a value is, or what a container of that type holds, that no file can; "" for none."""
    if certain(known) is None:
        return ""
    what = UNSAVABLE.get(known.name, "") or classes.get(known.name, "")
    if what:
        return what
    parts = [part for one in known.parts for part in members(one) if part]
    held = next((found for part in parts if (found := _unsavable(part, classes))), "")
    return f"something with {held.removeprefix('something with ')}" if held else ""


def unsavable_classes(units: Iterable[Unit], env: Environment) -> Mapping[str, str]:
    """Types of objects of the notebook's classes that no file holds, and what to call them."""
    found: dict[str, str] = {}
    what = "an object of a class whose `__new__` needs arguments, with no `__getnewargs__`"
    env = copied(env)
    for unit in units:
        classes = (d.node for d in unit.definitions.values() if isinstance(d.node, ast.ClassDef))
        found |= {own_type(node.name).name: what for node in classes if _needs_arguments(node)}
        if unit.nested is not None:
            name = getattr(unit.analysed.statement.nodes[0], "name", "")
            read = ", ".join(f"`{one}`" for one in sorted(unit.reads))
            told = f"an object of `{name}`, {READING_CLASS} {read or 'values of its stage'} where"
            found[own_type(name).name] = f"{told} it is defined ({unit.place})"
        env.definitions.update(unit.definitions)
    for name in env.definitions:
        for attribute, held in _attributes(name, env).items():
            told = f"an object of `{name}`{KEPT}{attribute}` is {held}"
            found.setdefault(own_type(name).name, told)
    return found


def _attributes(name: str, env: Environment) -> dict[str, str]:
    """What objects of a class keep that no file holds, by attribute."""
    classes = lineage(name, env.definitions)
    if any(OWN_PICKLE & {m.name for m in one.methods} for one in classes):
        return {}
    nodes = [node for one in classes for node in all_nodes(one.node)]
    stores = {node.attr for node in nodes if isinstance(node, ast.Attribute)
              and isinstance(node.ctx, ast.Store)}  # fmt: skip
    here = copied(env)
    bind(here, "self", own_type(name))
    kinds = {s: type_of(ast.Attribute(ast.Name("self"), s), here) for s in sorted(stores)}
    return {s: held for s, kind in kinds.items() if kind and (held := _unsavable(kind, {}))}


def _needs_arguments(node: ast.ClassDef) -> bool:
    """Whether `pickle`, which calls ``__new__`` by itself, lacks what that takes.

    It knows what a float, text or tuple is made of, and nothing else.
    """
    methods = {n.name: n for n in node.body if isinstance(n, ast.FunctionDef)}
    new, bases = methods.get("__new__"), {ast.unparse(base) for base in node.bases}
    if new is None or _PICKLED & methods.keys() or not bases <= {"object", *_MADE_OF_ONE}:
        return False
    arguments = new.args
    plain = [*arguments.posonlyargs, *arguments.args][1:]
    needed = plain[: len(plain) - len(arguments.defaults)]
    keywords = any(default is None for default in arguments.kw_defaults)
    if not bases & _MADE_OF_ONE:
        return bool(needed) or keywords
    return keywords or len(needed) != 1 or not _passes_on(new, needed[0].arg)


def _passes_on(new: ast.FunctionDef, name: str) -> bool:
    """Whether it makes the object of just what it is given."""
    calls = [n for n in all_nodes(new) if isinstance(n, ast.Call)]
    given = [call.args[-1] for call in calls if ast.unparse(call.func).endswith(".__new__")
             and call.args]  # fmt: skip
    return bool(given) and all(isinstance(one, ast.Name) and one.id == name for one in given)


def _holders(name: str, part: Part) -> Iterator[Unit]:
    """Statements that may put a nested function or class into the value."""
    nested = {
        name: u.analysed.statement.nodes[0]
        for u in part.units if u.nested is not None for name in u.analysed.facts.may_bind
    }  # fmt: skip
    for unit in part.writers.get(name, ()):
        given = unit.analysed.facts.escaping & nested.keys()
        if any(not only_calls(unit, g, nested[g], nested.keys() - {g}) for g in given):
            yield unit


def _keeps_function(unit: Unit, name: str) -> bool:
    """Whether the statement puts a function without a name into the value: no pickle holds it."""
    given = [part for top in unit.analysed.statement.nodes for part in _put_into(name, top)]
    if not given:
        return False
    makers = factories(unit.definitions)
    nameless = replaced(unit.definitions, makers)
    return any(holds(part, makers, nameless) for part in given)


def _put_into(name: str, top: ast.AST) -> Iterator[ast.expr]:
    """What code assigns to the name or to its parts, or gives to a method that changes it."""
    for node in all_nodes(top):
        match node:
            case ast.Assign(targets=targets, value=value):
                if any(root_name(target) == name for target in targets):
                    yield value
            case ast.Call(func=ast.Attribute(value=owner, attr=method), args=parts):
                if method in MUTATING_METHODS and root_name(owner) == name:
                    yield from parts


def _of_called_class(name: str, part: Part) -> Unit | None:
    """The statement that binds the name to a class which no module has, or to an object of it."""
    pairs = ((unit, calls_for_class(unit.analysed)) for unit in part.units)
    made = {pair[0]: unit for unit, pair in pairs if pair}
    if not made or name in made:
        return made.get(name)
    for unit in part.writers.get(name, ()):
        nodes = unit.analysed.statement.nodes
        if any(_gives(one, made.keys()) for top in nodes for one in _put_into(name, top)):
            return unit
    return None


def _gives(node: ast.AST, classes: Collection[str]) -> bool:
    """Whether an expression may hold one of the classes, or an object of one."""
    match node:
        case ast.Name(id=name):
            return name in classes
        case ast.Attribute(value=owner):
            return isinstance(owner, ast.Name) and owner.id in classes  # a member of an `Enum`
    return any(_gives(child, classes) for child in child_nodes(node))


def _defines(unit: Unit, name: str) -> bool:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    inner = (n for node in unit.analysed.statement.nodes for n in all_nodes(node))
    return any(isinstance(n, kinds) and n.name == name for n in inner)
