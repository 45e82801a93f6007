"""Arrays and tensors whose shape is not documented."""

import ast
import re
from collections.abc import Iterator

from nb2prod.advice.questions import kind_name
from nb2prod.advice.rule import Advice, Book, Rule, Seen, about, whole
from nb2prod.analysis.syntax.nodes import method_name
from nb2prod.notebook.model import Cell
from nb2prod.patterns import regex

RULE = Rule("NB515")
_ARRAYS = {"numpy.ndarray", "torch.Tensor", "tensorflow.Tensor", "scipy.sparse.csr_matrix"}
_SHAPING = {"matmul", "dot", "einsum", "tensordot", "transpose", "permute", "stack", "vstack",
            "outer", "bmm", "swapaxes", "moveaxis"}  # fmt: skip
_SHAPE = regex(r"#.*(?:[\[(]\s*[\w*+ .-]+\s*[,x×]\s*[\w*+ .,x×-]*[\])]|shape)", re.IGNORECASE)


@whole(RULE)
def unknown(book: Book) -> Iterator[Advice]:
    """The first statement of a cell that makes an array of a new shape, without a comment.

    A cell that has a comment on any shape, or shows one (``.shape``), is left alone.
    """
    told: set[int] = set()
    for seen in book.live:
        if seen.cell.number in told or not seen.is_code or _tells(seen.cell):
            continue
        for node in seen.nodes:
            name = _array(node, seen)
            if name and _reshapes(node):
                told.add(seen.cell.number)
                message = f"no comment tells the shape of `{name}`."
                yield about(RULE, node, seen, message, f"Write `# {name}: (…, …)`, axes by name.")
                break


def _tells(cell: Cell) -> bool:
    return ".shape" in cell.source or ".size()" in cell.source or bool(_SHAPE.search(cell.source))


def _array(node: ast.stmt, seen: Seen) -> str:
    """The array that the statement binds a name to."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]):
            kind = dict(seen.analysed.facts.types).get(name)
            if kind is not None and kind.name in _ARRAYS:
                return name
            # the product of two rows is a number, so that the type is not certain
            return name if any(_is_product(n, seen) for n in ast.walk(node)) else ""
    return ""


def _is_product(node: ast.AST, seen: Seen) -> bool:
    """``a @ b.T`` of arrays."""
    match node:
        case ast.BinOp(left=left, op=ast.MatMult(), right=right):
            turned = any(isinstance(n, ast.Attribute) and n.attr == "T" for n in (left, right))
            return turned and any(kind_name(n, seen.env) in _ARRAYS for n in (left, right))
    return False


def _reshapes(node: ast.stmt) -> bool:
    """Whether the shape of the result is another than that of what goes in, and not obvious."""
    for part in ast.walk(node):
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.MatMult):
            return True
        if isinstance(part, ast.Call) and method_name(part) in _SHAPING:
            return True
    return False
