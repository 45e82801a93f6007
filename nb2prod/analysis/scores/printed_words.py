"""The words that a call prints or logs beside a value."""

import ast
import re
from collections.abc import Iterable, Iterator
from string import Formatter

from nb2prod.patterns import regex

_FIELD = regex(r"%(?:\((?P<name>\w+)\))?[-+ #0]*\d*(?:\.\d+)?(?P<kind>[diouxXeEfFgGcrsa%])")
_LONGEST_LABEL = 30
_COUNTED = regex(r"^\d+[.)]\s+")
"""The number of a line in a list of scores: ``2. RMSE``."""
_JOINING = regex(r"^(?:(?:and|or|with|of|from|is|are|the|by|in|to|for)\b\s*)+", re.IGNORECASE)
"""Words that join a value to what was said before."""


def told(call: ast.Call) -> list[ast.expr]:
    """What is handed to ``print`` and its like: ``info("%s: %d", a, b)`` shows what ``%`` does."""
    match call.args:
        case [ast.Constant(str(said)) as text, *given] if given and _has_fields(said, len(given)):
            values = given[0] if len(given) == 1 else ast.Tuple(given, ast.Load())
            return [ast.BinOp(text, ast.Mod(), values)]
    return [a.value if isinstance(a, ast.Starred) else a for a in call.args]


def _added(node: ast.expr) -> list[ast.expr]:
    """The parts of ``"a " + str(x) + " b"``."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*_added(node.left), node.right]
    return [node]


def fields(node: ast.expr) -> list[tuple[ast.expr, str]]:
    """What ``"… %.3f" % x``, ``"… {:.3f}".format(x)`` and ``"… " + str(x)`` show, each with the
    text before it."""
    added = _added(node)
    if len(added) > 1 and any(map(_is_text, added)):
        said = labelled(added)
        return [(p.args[0], words) for p, words in said if isinstance(p, ast.Call) and _is_str(p)]
    match node:
        case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mod(), right=right):
            values = right.elts if isinstance(right, ast.Tuple) else [right]
            if _has_fields(text, len(values)):
                found = _found(text)
                ends = [0, *(one.end() for one in found)]
                labels = [text[end : one.start()] for end, one in zip(ends, found, strict=False)]
                return list(zip(values, labels, strict=True))
        case ast.Call(
            func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format"), args=values
        ):
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            try:
                parts = [(said, name) for said, name, _, _ in Formatter().parse(text)]
            except ValueError:
                return []
            left = list(values)
            shown = [
                (left.pop(0) if name == "" and left else given.get(name), said)
                for said, name in parts
                if name is not None
            ]
            return [(value, said) for value, said in shown if value is not None]
    return []


def is_text(node: ast.expr) -> bool:
    """Whether it is a text with values in it."""
    return isinstance(node, ast.JoinedStr) or bool(fields(node))


def _found(text: str) -> list[re.Match[str]]:
    return list(_FIELD.finditer(text.replace("%%", "  ")))


def _has_fields(text: str, count: int) -> bool:
    """Whether ``%`` puts so many values into a text, one after the other."""
    found = _found(text)
    return len(found) == count and not any(one["name"] for one in found)


def leaves(call: ast.Call) -> Iterator[ast.expr]:
    """All the values that `told` gives, those inside of texts one by one."""
    todo = told(call)
    while todo:
        node = todo.pop(0)
        if isinstance(node, ast.JoinedStr):
            yield from (v.value for v in node.values if isinstance(v, ast.FormattedValue))
        elif inside := fields(node):
            todo = [*(value for value, _ in inside), *todo]
        else:
            yield node


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_str(call: ast.Call) -> bool:
    """Whether it is ``str(x)``."""
    own = isinstance(call.func, ast.Name) and call.func.id == "str"
    return own and len(call.args) == 1 and not call.keywords


def labelled(nodes: Iterable[ast.expr]) -> Iterator[tuple[ast.expr, str]]:
    """The parts of what is printed, each with the text that stands before it."""
    label = ""
    for node in nodes:
        yield node, label
        label = str(node.value) if isinstance(node, ast.Constant) and _is_text(node) else ""


def words(label: str) -> str:
    """What a label says of what stands after it; empty where it is too long for a name."""
    if re.search(r"\)\s*=$", label):  # of `f"{accuracy_score(y, p)=}"`
        return ""
    words = re.split(r"[,;\n|]", label.strip(" \t\n:=-"))[-1].strip()
    words = _JOINING.sub("", _COUNTED.sub("", words)).strip()
    return words if len(words) <= _LONGEST_LABEL and re.search(r"[A-Za-z]", words) else ""
