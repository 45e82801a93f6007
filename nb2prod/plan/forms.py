"""The form of a statement: whether it only loads or saves, and where in it a call is."""

import ast
from collections import Counter
from collections.abc import Sequence

from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes
from nb2prod.graph.policy import is_read_by
from nb2prod.graph.units import Unit
from nb2prod.knowledge.schema import Access
from nb2prod.plan.paths import Use

_HARMLESS = (  # nothing that a reader of files would notice
    "warnings.",
    "matplotlib.",
    "numpy.set_printoptions",
    "pandas.options.display",
    "seaborn.",
    "logging.",
    "tqdm.",
    "plotly.",
    "sklearn.set_config",
)


def is_harmless(unit: Unit) -> bool:
    """Whether reading a file gives the same after the statement's settings."""
    shown = "display" in unit.analysed.statement.source
    return all(
        effect.startswith(_HARMLESS) or (effect == "pandas.set_option" and shown)
        for effect in unit.analysed.facts.effects
    )


def only_touches_files(unit: Unit) -> bool:
    """Whether the statement does nothing that would be seen elsewhere, but for its files."""
    facts = unit.analysed.facts
    busy = facts.draws or facts.seeds or facts.effects or facts.prints or facts.draws_figure
    return not (busy or facts.opaque)


def only_makes_directory(unit: Unit, uses: Sequence[Use]) -> bool:
    """``os.makedirs(...)``, alone or under ``if not os.path.exists(...)``.

    A function of the notebook that makes a folder may do something else as well.
    """
    if not any(use.makes_directory for use in uses) or len(unit.analysed.statement.nodes) != 1:
        return False
    node = unit.analysed.statement.nodes[0]
    if isinstance(node, ast.Expr):
        return len(uses) == 1 and _is_call_of(uses[0], node)
    alone = isinstance(node, ast.If) and len(node.body) == 1 and not node.orelse
    other = all(u.makes_directory or u.access is Access.EXISTS for u in uses)
    makes = next(u for u in uses if u.makes_directory)
    return alone and other and isinstance(node, ast.If) and _is_call_of(makes, node.body[0])


def _is_call_of(use: Use, node: ast.stmt) -> bool:
    return use.call is not None and isinstance(node, ast.Expr) and node.value is use.call.node


def names_only_inside(statement: ast.stmt, call: ast.expr) -> frozenset[str]:
    """Names that the statement reads in the call and nowhere else."""

    def names(node: ast.AST) -> Counter[str]:
        return Counter(n.id for n in all_nodes(node) if isinstance(n, ast.Name))

    everywhere, inside = names(statement), names(call)
    return frozenset(name for name, count in inside.items() if everywhere[name] == count)


def is_plain_load(unit: Unit, uses: Sequence[Use]) -> bool:
    """``name = read(...)`` or a ``with`` block of assignments."""
    nodes = unit.analysed.statement.nodes
    if len(nodes) != 1:
        return False
    node = nodes[0]
    if isinstance(node, ast.With):
        return all(isinstance(child, ast.Assign | ast.AnnAssign) for child in node.body)
    if not isinstance(node, ast.Assign | ast.AnnAssign) or not isinstance(node.value, ast.Call):
        return False
    func = node.value.func
    helper = isinstance(func, ast.Name) and func.id in unit.definitions
    return helper or any(use.call and is_read_by(node.value, use.call) for use in uses)


def runs_once(statement: ast.stmt, call: ast.expr) -> bool:
    """Whether a call is evaluated exactly once when the statement runs."""
    if not isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Expr):
        return False
    return _provably_inside(statement, call)


_SURE = (
    ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Call, ast.Attribute, ast.Subscript,
    ast.BinOp, ast.UnaryOp, ast.keyword, ast.Tuple, ast.List, ast.Dict, ast.Starred,
    ast.FormattedValue, ast.JoinedStr, ast.Compare,
)  # fmt: skip


def _provably_inside(node: ast.AST, call: ast.expr) -> bool:
    if node is call:
        return True
    if not isinstance(node, _SURE):
        return False
    return any(_provably_inside(child, call) for child in child_nodes(node))


def with_argument(call: ast.Call, argument: ast.expr, code: str) -> str:
    """The call's source with one argument (or its receiver) replaced."""
    new = ast.parse(code, mode="eval").body

    def put(node: ast.expr) -> ast.expr:
        return new if node is argument else node

    func = call.func
    if isinstance(func, ast.Attribute) and func.value is argument:
        func = ast.Attribute(new, func.attr, ast.Load())
    keywords = [ast.keyword(k.arg, put(k.value)) for k in call.keywords]
    made = ast.Call(func, [put(a) for a in call.args], keywords)
    return ast.unparse(ast.fix_missing_locations(made))
