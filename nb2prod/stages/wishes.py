"""The stage that a statement should have by its tag, and the cost of another one."""

import ast

from nb2prod.analysis.syntax.nodes import all_nodes, method_name
from nb2prod.graph.units import Unit
from nb2prod.knowledge.model_methods import FIT
from nb2prod.notebook.model import STAGES, Role
from nb2prod.stages.labelling import FIXED, Wish

_OF_A_FIT = 20
"""How much more it costs to take a fit out of training than to move any other statement.

A model that leaves training without having learnt is a wrong one, and each stage after would fit
it again; a figure or a table in another stage is but in another file.
"""
_SURE = 0.6
"""From here on a suggestion that something trains counts so: much that is no model has a `fit`."""


def wish(unit: Unit) -> Wish:
    """The stage of the statement's cell; what a suggestion costs is how sure it is."""
    cell = unit.analysed.statement.cell
    if cell.role not in STAGES:
        return Wish(0, 1)
    stage = STAGES.index(cell.role)
    if cell.confidence is None:
        return Wish(stage, FIXED)
    # at least 2: adopted statements, at 1, give way before the weakest suggestion
    cost = max(2, round(100 * cell.confidence))
    trains = cell.role is Role.TRAIN and cell.confidence >= _SURE and _fits(unit)
    return Wish(stage, cost * _OF_A_FIT if trains else cost)


def _fits(unit: Unit) -> bool:
    """Whether a statement of training trains, by itself or by what it calls."""
    tops: list[ast.AST] = [*unit.analysed.statement.nodes]
    tops += [definition.node for definition in unit.definitions.values()]
    nodes = [n for top in tops for n in all_nodes(top)]
    return any(isinstance(n, ast.Call) and method_name(n) in FIT for n in nodes) or any(
        isinstance(n, ast.For | ast.While) and _steps(n) for n in nodes
    )


def _steps(loop: ast.For | ast.While) -> bool:
    """Whether a loop goes on from what it has: ``w -= rate * gradient``."""
    return any(isinstance(n, ast.AugAssign) for n in all_nodes(loop))
