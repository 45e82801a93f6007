"""Parameters: the plain values that cells tagged `parameters` give to names."""

import ast
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from nb2prod.analysis.constants.fold import fold_with_names
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed
from nb2prod.notebook.model import Role

Pair = tuple[str, object]

_DATES = {"datetime.date": date, "datetime.datetime": datetime}


def parameters_of(code: Iterable[Analysed], env: Environment) -> dict[str, object]:
    """The values of all parameters; ``env`` knows the imports, and no value of a name."""
    found: dict[str, object] = {}
    for a in code:
        found.update(set_by(a, env))
    return found


def set_by(a: Analysed, env: Environment) -> tuple[Pair, ...]:
    """The parameters that a statement sets; none where it does anything else."""
    if a.statement.cell.role is not Role.PARAMETERS:
        return ()
    found = [_pairs(node, env) for node in a.statement.nodes]
    return tuple(pair for pairs in found for pair in pairs) if all(found) else ()


def _pairs(node: ast.stmt, env: Environment) -> list[Pair]:
    match node:
        case ast.Assign(targets=targets, value=value):
            pass
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            targets = [target]
        case _:
            return []
    made = [list(_bound(target, value, env)) for target in targets]
    pairs = [pair for one in made for pair in one]
    shared = len(targets) > 1 and any(isinstance(value, list | dict | set) for _, value in pairs)
    private = any(name.startswith("__") for name, _ in pairs)  # a class would mangle the field
    plain = all(is_plain(value) for _, value in pairs)
    return pairs if all(made) and plain and not shared and not private else []


def _bound(target: ast.expr, value: ast.expr, env: Environment) -> Iterator[Pair]:
    """What an assignment binds, if it is plain; ``P, Q = 1, 2`` is two of them."""
    if isinstance(target, ast.Name):
        found = _value(value, env)
        if is_plain(found):
            yield target.id, found
    elif isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
        names = [one for one in target.elts if isinstance(one, ast.Name)]
        if len(names) == len(target.elts) == len(value.elts):
            pairs = [*zip(names, [_value(one, env) for one in value.elts], strict=True)]
            if all(is_plain(found) for _, found in pairs):
                yield from ((name.id, found) for name, found in pairs)


def _value(node: ast.expr, env: Environment) -> object:
    """The value of an expression that reads no name but imports."""
    kind = _DATES.get(env.qualified(node.func) or "") if isinstance(node, ast.Call) else None
    if kind is None:
        value, names = fold_with_names(node, env)
        return value if not names else _NOT_PLAIN
    assert isinstance(node, ast.Call)
    numbers = [fold_with_names(one, env)[0] for one in node.args]
    if node.keywords or not all(type(one) is int for one in numbers):
        return _NOT_PLAIN
    try:
        return kind(*numbers)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return _NOT_PLAIN


_NOT_PLAIN = object()


def is_plain(value: object) -> bool:
    """Whether `value` comes back from YAML as it was, which has neither tuples nor sets.

    A type tells them, so that no two kinds of collections may stand beside each other.

    >>> [is_plain(one) for one in (1, {"a": [None, "b"]}, {"a": (1, 2), "b": 3}, [(1, 2)], 1j)]
    [True, True, True, True, False]
    >>> [is_plain(one) for one in ({"a": (1, 2), "b": [3]}, {(1, 2), (3, 4)}, {1, "a"})]
    [False, False, False]
    """
    return _is_known(value) and _is_told(value)


def _is_known(value: object) -> bool:
    if type(value) is str:
        return value.isprintable() or "\n" in value
    if type(value) is set:
        return len({type(one) for one in value}) <= 1 and all(type(one) in _ATOMS for one in value)
    if type(value) in (list, tuple):
        return all(map(_is_known, value))  # type: ignore[call-overload]
    if type(value) is dict:
        keys = all(type(key) in (str, int, bool) for key in value)
        return keys and all(map(_is_known, value.values()))
    return value is None or type(value) in _ATOMS


def _is_told(value: object) -> bool:
    """Whether its types tell what in it is a tuple or a set."""
    inner: list[object] = [value]
    while inner:
        inner = [part for one in inner for part in _parts(one)]
        kinds = {type(one) for one in inner} & {list, tuple, set}
        if len(kinds) > 1:
            return False
    return True


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list | tuple | set) else ()


_ATOMS = (str, bool, int, float, date, datetime)
