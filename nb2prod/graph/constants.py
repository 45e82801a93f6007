"""Names that have one value in the whole notebook, and can be at module level."""

import ast
from collections import Counter
from collections.abc import Iterable, Sequence, Set

from nb2prod.analysis.model import Analysed, Kind
from nb2prod.analysis.syntax.nodes import holds, last_name, loaded, nodes_of, stored
from nb2prod.analysis.syntax.scope import COMPREHENSIONS
from nb2prod.graph.identity import identities
from nb2prod.graph.name_errors import asked_for
from nb2prod.notebook.model import STAGES, Role
from nb2prod.reach import reached


def steady_names(live: Sequence[Analysed], code: Sequence[Analysed]) -> set[str]:
    """Names that are bound once, and whose value nothing changes or asks for before."""
    return _bound_once(live) - _changed(code) - _compared(code) - _asked_for(code)


def constants_of(
    code: list[Analysed],
    live: list[Analysed],
    steady: set[str],
    foldable: set[str],
    statics: frozenset[str],
) -> dict[str, Analysed]:
    """Constants and the statements that bind them, out of the `steady` names.

    `foldable` have a value that is known now; `statics` are imports and definitions.
    """
    registries = steady & _registries(live)
    found = _constants(code, steady, foldable | registries, statics, registries)
    found = _only_shared(found, code, live)
    return _add_expressions(code, found, steady, statics, _annotating(live))


def without_repeats(live: Sequence[Analysed]) -> list[Analysed]:
    """Without statements that give a name the text or number that it has already.

    Cells that were copied say ``URL = "…"`` again, and the name is a constant all the same.
    """
    bound: dict[str, list[Analysed]] = {}
    for a in live:
        for name in a.facts.may_bind | a.facts.deletes | a.facts.may_delete:
            bound.setdefault(name, []).append(a)
    repeats: set[int] = set()
    modules = {n for a in live if a.kind is Kind.IMPORT for n in a.facts.may_bind}
    for statements in bound.values():
        first, *others = statements
        if others and first.statement.cell.role in STAGES and _is_literal(first, modules):
            same = ast.dump(first.statement.nodes[0])
            if all(
                _is_literal(a, modules) and ast.dump(a.statement.nodes[0]) == same for a in others
            ):
                repeats |= {a.statement.index for a in others}
    return [a for a in live if a.statement.index not in repeats]


def _is_literal(a: Analysed, modules: Set[str]) -> bool:
    """``NAME = "text"`` or ``K = keras.backend``, and nothing else."""
    match a.statement.nodes:
        case (ast.Assign(targets=[ast.Name()], value=ast.Constant()),):
            return True
        case (ast.Assign(targets=[ast.Name()], value=ast.Attribute()),):
            return bool(a.facts.reads) and a.facts.reads <= modules
    return False


def _bound_once(live: Iterable[Analysed]) -> set[str]:
    counts = Counter(n for a in live for n in a.facts.may_bind)
    stored = Counter(n for a in live for n in _stores(a))
    return {n for n, count in counts.items() if count == 1 and stored[n] <= 1}


def _stores(a: Analysed) -> set[str]:
    """Names that are stored to anywhere in the statement, in code that never runs too."""
    if a.kind is not Kind.CODE:
        return set()
    handlers = nodes_of(ast.ExceptHandler, a.statement.nodes)
    return {*stored(*a.statement.nodes), *(one.name for one in handlers if one.name)}


def _changed(code: Iterable[Analysed]) -> set[str]:
    changed: set[str] = set()
    for a in code:
        changed |= a.facts.mutates | a.facts.deletes | a.facts.may_delete
    return changed


def _compared(code: Sequence[Analysed]) -> set[str]:
    """Names of containers, where the notebook asks whether objects are one: none is made twice."""
    if not any(identities(a) for a in code):
        return set()
    kinds = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.Call)
    pairs = [assigned(a) for a in code if not makes_class(a)]
    return {pair[0] for pair in pairs if pair is not None and isinstance(pair[1], kinds)}


def _asked_for(code: Iterable[Analysed]) -> set[str]:
    """Names that a cell reads before they are bound, where it would catch that they are not."""
    asked: set[str] = set()
    found: set[str] = set()
    for a in code:
        found |= a.facts.may_bind & asked
        if "try" in a.statement.source or "suppress" in a.statement.source:
            asked |= set(asked_for(a.statement.nodes))
    return found


def assigned(a: Analysed) -> tuple[str, ast.expr] | None:
    """Name and value of a statement that is nothing but ``name = value``."""
    if len(a.statement.nodes) != 1:
        return None
    node = a.statement.nodes[0]
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target: ast.expr = node.targets[0]
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        target = node.target
    else:
        return None
    assert node.value is not None
    return (target.id, node.value) if isinstance(target, ast.Name) else None


def _registries(live: Iterable[Analysed]) -> set[str]:
    """Containers that decorators put definitions into."""
    standing = [a for a in live if a.kind is Kind.DEFINITION]
    return {n for a in standing for n in a.facts.mutates}


def _constants(
    code: Iterable[Analysed],
    candidates: set[str],
    foldable: set[str],
    statics: frozenset[str],
    registries: Set[str],
) -> dict[str, Analysed]:
    found: dict[str, Analysed] = {}
    for a in code:
        pair = assigned(a)
        role = a.statement.cell.role
        if pair is None or pair[0] not in candidates:
            continue
        # what a loop computes belongs to its stage, as any other computation
        stands = role is not Role.UNTAGGED and not holds(pair[1], COMPREHENSIONS)
        stands |= pair[0] in registries
        if not (pair[0] in foldable and stands) and not makes_class(a):
            continue
        known = all(n in found or n in statics for n in a.facts.reads)
        if known and not a.facts.definitions:
            found[pair[0]] = a
    return found


def makes_class(a: Analysed) -> bool:
    """``Point = namedtuple("Point", "x y")``: a class, which has to be importable by its name."""
    match calls_for_class(a):
        case name, ast.Call(args=[ast.Constant(value=called), *_]):
            return name == called
    return False


def calls_for_class(a: Analysed) -> tuple[str, ast.Call] | None:
    """Name and call of a statement that makes a class by a call, whatever it is called inside."""
    match assigned(a):
        case name, ast.Call(func=func, args=[_, _, *others]) as call:
            made = last_name(func)
            if made in _MAKE_CLASSES or (made == "type" and others):
                return name, call
    return None


_MAKE_CLASSES = frozenset(
    {"namedtuple", "NamedTuple", "make_dataclass", "TypedDict"}
    | {"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"}
)


def _only_shared(
    constants: dict[str, Analysed], code: list[Analysed], live: list[Analysed]
) -> dict[str, Analysed]:
    """Leave a constant where it stands when only its own stage's statements read it."""
    needed = {name for name, a in constants.items() if makes_class(a)}
    inside = frozenset[str]().union(*(a.facts.read_inside for a in live))
    readers: dict[str, set[Role]] = {name: set() for name in constants}
    for a in code:
        for name in a.facts.reads & constants.keys():
            readers[name].add(a.statement.cell.role)
    for name, binder in constants.items():
        role = binder.statement.cell.role
        if role not in STAGES or readers[name] - {role} or name in inside:
            needed.add(name)
    every = set(reached(needed, lambda name: constants[name].facts.reads & constants.keys()))
    return {name: a for name, a in constants.items() if name in every}


def _add_expressions(
    code: list[Analysed],
    constants: dict[str, Analysed],
    candidates: set[str],
    statics: frozenset[str],
    annotating: Set[str],
) -> dict[str, Analysed]:
    """Add ``PATTERN = re.compile(...)`` and the like of cells that belong to no stage, and types
    by name (``Rows = list[dict]``) that the head of a definition reads, wherever they stand."""
    found = dict(constants)
    for a in code:
        pair = assigned(a)
        facts = a.facts
        busy = facts.io or facts.draws or facts.seeds or facts.effects or facts.prints
        role = a.statement.cell.role
        if pair is None or pair[0] not in candidates or busy or facts.opaque or facts.draws_figure:
            continue
        of_stage = (role in STAGES or role is Role.UNTAGGED) and pair[0] not in annotating
        if of_stage or facts.hidden_reads - found.keys() - statics:
            continue
        if facts.reads <= statics | found.keys():
            found[pair[0]] = a
    return found


def _annotating(live: Iterable[Analysed]) -> set[str]:
    """Names that annotations read where a definition stands, and what they are made of."""
    tops = [node for a in live if a.kind is Kind.DEFINITION for node in a.statement.nodes]
    heads = [n.annotation for n in nodes_of(ast.arg, tops)]
    heads += [n.returns for n in nodes_of(ast.FunctionDef, tops)]
    fields = (n for one in nodes_of(ast.ClassDef, tops) for n in one.body)
    heads += [n.annotation for n in fields if isinstance(n, ast.AnnAssign)]
    names = {name for head in heads if head is not None for name in loaded(head)}
    pairs = ((assigned(a), a.facts.reads) for a in live)
    made_of = {pair[0]: reads for pair, reads in pairs if pair is not None}
    return set(reached(names, lambda name: made_of.get(name, frozenset())))
