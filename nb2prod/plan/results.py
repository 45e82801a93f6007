"""The results of a stage: fitted models of train, predictions of predict."""

import ast
from collections.abc import Iterator, Mapping, Sequence, Set

from nb2prod.analysis.model import Type
from nb2prod.analysis.syntax.nodes import (
    all_nodes,
    holding,
    last_name,
    loaded,
    nodes_of,
)
from nb2prod.analysis.syntax.scope import bound_names
from nb2prod.analysis.types.mutation import is_class
from nb2prod.graph.units import Part, Unit
from nb2prod.notebook.model import Role
from nb2prod.patterns import regex
from nb2prod.plan.predicted_rows import asks_model, predicts

_ESTIMATORS = ("sklearn.", "xgboost.", "lightgbm.", "catboost.", "keras.", "tensorflow.keras.")
_NOT_ESTIMATORS = ("sklearn.utils.", "sklearn.metrics.", "sklearn.datasets.")
_KEPT_IN_MEMORY = (
    *("xgboost.DMatrix", "xgboost.QuantileDMatrix", "lightgbm.Dataset", "catboost.Pool"),
    *(
        f"{root}.{name}"
        for root in ("keras", "tensorflow.keras")
        for name in (
            *("Input", "callbacks.", "layers.", "losses.", "metrics.", "optimizers."),
            "preprocessing.image.",
        )
    ),
)
"""What libraries train with: no result of the training."""

_SPLITTERS = regex(r"sklearn\.model_selection\.(?!\w*(?:CV|Classifier)$)")
"""What chooses rows, and has nothing fitted."""


def results_of(parts: Sequence[Part]) -> tuple[frozenset[str], ...]:
    """Names that each part saves even if no later part reads them."""
    types: dict[str, Type | None] = {}
    found: list[frozenset[str]] = []
    for number, part in enumerate(parts):
        names: set[str] = set()
        alive: set[str] = set()
        holders: dict[str, str] = {}
        for unit in part.units:
            known = dict(unit.analysed.facts.types)
            types.update({name: known.get(name) for name in unit.may})
            alive = (alive | unit.may) - unit.deletes
            names -= unit.deletes | unit.may_delete | unit.taken_away
            anew = unit.may | unit.deletes
            if not anew.isdisjoint((*holders, *holders.values())):
                holders = {n: o for n, o in holders.items() if n not in anew and o not in anew}
            if part.role is Role.TRAIN:
                holders |= _holders(unit, types)
                names -= {n for n in unit.must if types.get(n) and not is_model(types[n])}
                facts = unit.analysed.facts
                # What is changed through another name only is saved under that name.
                changed = unit.mutates & (facts.reads | facts.hidden_reads)
                changed |= unit.must - _bound_in_loops(unit) - _only_made(unit, types)
                names |= {n for n in changed if is_model(types.get(n))} - unit.deletes
            elif part.role is Role.PREDICT:
                names |= _predictions(unit)
        saved = names.union(*(unit.reads for later in parts[number + 1 :] for unit in later.units))
        # what is saved in another value is not saved once more
        found.append(frozenset(n for n in names if holders.get(n) not in saved))
    return tuple(found)


def _holders(unit: Unit, types: Mapping[str, Type | None]) -> dict[str, str]:
    """Names whose value the statement puts as it is into that of another name, or under it."""
    match unit.analysed.statement.nodes:
        case [ast.Assign(targets=[ast.Name(id=holder)], value=value)]:
            return dict.fromkeys(_parts(value, types, types.get(holder)), holder)
        case [
            ast.Assign(targets=[ast.Subscript(value=ast.Name(id=holder))], value=value)
            | ast.Expr(ast.Call(ast.Attribute(ast.Name(id=holder), "append"), [value], []))
        ]:
            return dict.fromkeys(_parts(value, types, None), holder)
    return {}


def _parts(value: ast.expr, types: Mapping[str, Type | None], made: Type | None) -> Iterator[str]:
    """The names whose values are `value`, of type `made`, or elements of it."""
    match value:
        case ast.Name(id=name):
            yield name
        case ast.Call(ast.Attribute(ast.Name(id=name), "fit")) if made and types.get(name) == made:
            yield name
        case ast.Dict(values=elements) | ast.List(elts=elements) | ast.Tuple(elts=elements):
            for element in elements:
                yield from _parts(element, types, None)


def _bound_in_loops(unit: Unit) -> set[str]:
    """Names whose value is that of a loop's last round: one of several tries."""
    nodes = (n for top in unit.analysed.statement.nodes for n in all_nodes(top))
    return bound_names(s for n in nodes if isinstance(n, ast.For | ast.While) for s in n.body)


def _only_made(unit: Unit, types: Mapping[str, Type | None]) -> set[str]:
    """Names that stand for a model as its class makes it, with nothing fitted."""
    match unit.analysed.statement.nodes:
        case [ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=func))]:
            if (known := types.get(name)) is None:
                return set()
            called = last_name(func)
            made = called.startswith("make_") or called == known.name.rpartition(".")[2]
            return {name} if made else set()
    return set()


def is_model(known: Type | None) -> bool:
    """Whether a value is what a training fits, and not what it only works with."""
    if known is None or _SPLITTERS.match(known.name):
        return False
    return is_estimator(known.name) and not known.name.startswith(_KEPT_IN_MEMORY)


def is_estimator(name: str) -> bool:
    """Whether a qualified name is that of an estimator's class."""
    if name.startswith(_NOT_ESTIMATORS):
        return False
    return name.startswith(_ESTIMATORS) and is_class(name)


def _predictions(unit: Unit) -> set[str]:
    """Names of the results of calls such as ``model.predict(x)``, or of what holds them."""
    found: set[str] = set()
    writes = [call.node for call in unit.analysed.facts.io if call.writes]  # which give nothing
    for node in unit.analysed.statement.nodes:
        if isinstance(node, ast.For | ast.While):  # what grows by them in each round
            found |= holding([[node]], lambda value, known: _predicted(value, unit, known))
            found &= unit.mutates
        if not isinstance(node, ast.Assign) or node.value in writes:
            continue
        if _predicted(node.value, unit):
            found |= {t.id for t in node.targets if isinstance(t, ast.Name)} & unit.must
            parts = [t.value for t in node.targets if isinstance(t, ast.Subscript)]
            found |= {p.id for p in parts if isinstance(p, ast.Name)} & unit.mutates
    return found


def _predicted(value: ast.expr, unit: Unit, known: Set[str] = frozenset()) -> bool:
    """Whether a model is asked for an expression, or it is made of what is known to be of one."""
    called = (last_name(call.func) for call in nodes_of(ast.Call, [value]))
    own = [unit.definitions[name] for name in called if name in unit.definitions]
    asked = asks_model([value]) or any(map(predicts, own))
    return asked or not known.isdisjoint(loaded(value))
