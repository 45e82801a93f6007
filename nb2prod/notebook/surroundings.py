"""Code that asks where it runs (`"ipykernel" in sys.modules`, `__file__` in a ``try``) as it was
decided in the notebook: in scripts the answers would be others, and with them the results."""

import ast
import io
import tokenize
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from nb2prod.notebook.asked_names import with_questions
from nb2prod.notebook.kernel_values import known, truth
from nb2prod.notebook.syntax import statements
from nb2prod.patterns import regex

ASKS = regex(
    r"__name__|__file__|get_ipython|__IPYTHON__|sys\.modules|\.ps1|__main__|['\"]ps1['\"]"
    r"|\bif\b.*\bhasattr\("
)
_CATCHING = frozenset({"NameError", "Exception", "BaseException"})
_MOST = 50
NO_NAMES: Mapping[str, ast.expr] = MappingProxyType({})
MAGIC = "_magic_line_"
"""The name that stands for a line of IPython's own syntax."""


def decided(source: str, names: Mapping[str, ast.expr] = NO_NAMES) -> str:
    """The Python of a cell with such questions answered; each line stays where it is.

    `names` hold the answers to questions of other cells.
    """
    if not ASKS.search(source) and not any(name in source for name in names):
        return source
    for _ in range(_MOST):
        changed = next(_changed(source, names), None)
        if changed is None or changed == source:
            return source
        source = changed
    return source


def _changed(source: str, names: Mapping[str, ast.expr]) -> Iterator[str]:
    """The source after each change that may be made, the first first."""
    body = statements(source)
    own = {n.id for n in _nodes(body) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    lines = source.split("\n")
    for node in _nodes(body):
        match node:
            case ast.If() if (first := _first_time(node)) is not None:
                yield from filter(None, [branch(lines, node, first)])
            case ast.If() if (holds := _holds(node, names)) is not None:
                yield branch(lines, node, holds) or _replaced(lines, node.test, repr(holds))
            case ast.IfExp(test=test) if (holds := truth(test)) is not None:
                segment = ast.get_source_segment(source, node.body if holds else node.orelse)
                if segment is not None:
                    yield _replaced(lines, node, segment)
            case ast.Expr(value=value) if ast.unparse(value) in ("get_ipython", "get_ipython()"):
                yield _replaced(lines, value, "pass" if value.col_offset else "")
            case ast.Try() if "__file__" not in own:
                yield from filter(None, [_tried(lines, node)])
    for expression in _outermost(body):
        answer = known(expression)
        if answer is not None and "__IPYTHON__" not in own:
            yield _replaced(lines, expression, repr(answer.value))


def _holds(node: ast.If, names: Mapping[str, ast.expr]) -> bool | None:
    """Whether the test holds, as far as that is known; what another cell asks decides only over
    lines of IPython's own, which no script can leave to a run."""
    runs = any(isinstance(n, ast.Name) and n.id == MAGIC for n in ast.walk(node))
    return truth(with_questions(node.test, names) if runs else node.test)


def _first_time(node: ast.If) -> bool | None:
    """What ``hasattr(A, "b")`` decides in a new process, where the branch puts `b` on it or takes
    it away: it asks whether the cell has run before."""
    match node:
        case ast.If(test=ast.UnaryOp(op=ast.Not(), operand=ast.Call() as asked), orelse=[]):
            put = True
        case ast.If(test=ast.Call() as asked, orelse=[]):
            put = False
        case _:
            return None
    match asked:
        case ast.Call(func=ast.Name(id="hasattr"), args=[owner, ast.Constant(value=str(name))]):
            target = f"{ast.unparse(owner)}.{name}"
        case _:
            return None
    if not put:
        gone = [ast.unparse(t) for n in node.body if isinstance(n, ast.Delete) for t in n.targets]
        return False if gone == [target] and len(node.body) == 1 else None
    for one in _nodes(node.body):
        match one:
            case ast.Attribute(ctx=ast.Store()) if ast.unparse(one) == target:
                return True
            case ast.Call(func=ast.Attribute(attr=method), args=[ast.Constant(value=given)]):
                if method.startswith("register_") and given == name:
                    return True
    return None


def _nodes(body: Sequence[ast.stmt]) -> Iterator[ast.AST]:
    for statement in body:
        yield from ast.walk(statement)


def _outermost(body: Iterable[ast.AST]) -> Iterator[ast.expr]:
    """Expressions that only ask where they run, none of them inside another."""
    pending = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.expr):
            value = known(node)
            if value is not None and value.tells:
                yield node
                continue
        pending.extend(n for n in ast.iter_child_nodes(node) if not isinstance(node, ast.JoinedStr))


def _replaced(lines: list[str], node: ast.expr, text: str) -> str:
    """The source with an expression replaced, in as many lines as before."""
    assert node.end_lineno is not None and node.end_col_offset is not None
    first, last = node.lineno - 1, node.end_lineno - 1
    before = lines[first].encode()[: node.col_offset].decode()
    after = lines[last].encode()[node.end_col_offset :].decode()
    parenthesised = "\n" in text or last > first
    if not parenthesised:
        return "\n".join([*lines[:first], before + text + after, *lines[last + 1 :]])
    text = f"({text})" if "\n" in text else text
    filled = [*(before + text + after).split("\n"), *[""] * (last - first)][: last - first + 1]
    return "\n".join([*lines[:first], *filled, *lines[last + 1 :]])


def branch(lines: list[str], node: ast.If, holds: bool) -> str | None:
    """The source with one branch in the place of the statement; None where that takes more than
    to move whole lines."""
    chosen = node.body if holds else node.orelse
    header = lines[node.lineno - 1]
    indent = _indent(header)
    if not header[len(indent) :].startswith("if"):
        return None
    if node.body[0].lineno == node.lineno:
        if node.orelse or node.end_lineno != node.lineno:
            return None
        text = indent + header.encode()[node.body[0].col_offset :].decode() if holds else ""
        text = text or f"{indent}pass" * bool(indent)
        return "\n".join([*lines[: node.lineno - 1], text, *lines[node.lineno :]])
    if not chosen:
        return kept(lines, node, [])
    first = lines[chosen[0].lineno - 1].lstrip()
    if not holds and first.startswith("elif"):
        at = chosen[0].lineno - 1
        text = indent + "if" + first.removeprefix("elif")
        changed = [*lines[:at], text, *lines[at + 1 :]]
        blank = ["" for _ in range(node.lineno - 1, at)]
        return "\n".join([*changed[: node.lineno - 1], *blank, *changed[at:]])
    if not holds and chosen[0].lineno == node.body[-1].end_lineno:
        return None
    return kept(lines, node, chosen)


def kept(lines: list[str], node: ast.stmt, *blocks: Sequence[ast.stmt]) -> str | None:
    """The source with only some blocks of a compound statement left, moved to its indent."""
    assert node.end_lineno is not None
    indent = _indent(lines[node.lineno - 1])
    left: dict[int, str] = {}
    for block in map(_without_fillers, blocks):
        moved = _moved(lines, block, indent) if block else {}
        if moved is None:
            return None
        left |= moved
    if not left and indent:
        left[node.lineno - 1] = f"{indent}pass"
    span = range(node.lineno - 1, node.end_lineno)
    new = [left.get(at, "") for at in span]
    return "\n".join([*lines[: span.start], *new, *lines[span.stop :]])


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _without_fillers(block: Sequence[ast.stmt]) -> Sequence[ast.stmt]:
    """The block without constants and ``pass`` on top, which are left of answered questions."""
    first = next((i for i, one in enumerate(block) if not _is_filler(one)), len(block))
    return block[first:]


def _is_filler(statement: ast.stmt) -> bool:
    value = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(statement, ast.Pass) or isinstance(value, ast.Constant)


def _moved(lines: list[str], block: Sequence[ast.stmt], indent: str) -> dict[int, str] | None:
    """The lines of a block at another indent; None where they hold text of several lines."""
    decorators = getattr(block[0], "decorator_list", [])
    first = min([block[0].lineno, *(d.lineno for d in decorators)]) - 1
    end = block[-1].end_lineno or block[-1].lineno
    own = _indent(lines[first])
    found: dict[int, str] = {}
    inside = inside_strings("\n".join(lines))
    for at in range(first, end):
        line = lines[at]
        if at in inside or (line.strip() and not line.startswith(own)):
            return None
        found[at] = indent + line.removeprefix(own) if line.strip() else ""
    if block[0].col_offset != len(own.encode()):  # `else: a = 1`
        return None
    return found


def inside_strings(source: str) -> set[int]:
    """Lines, from 0, that begin inside a string."""
    found: set[int] = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            string = tokenize.tok_name[token.type].startswith(("STRING", "FSTRING"))
            if string and token.end[0] > token.start[0]:
                found |= set(range(token.start[0], token.end[0]))
    except (tokenize.TokenError, SyntaxError):
        return set(range(source.count("\n") + 1))
    return found


def _tried(lines: list[str], node: ast.Try) -> str | None:
    """A ``try`` that asks where it runs with the one way that it goes in a kernel."""
    if lines[node.lineno - 1].strip() != "try:":
        return None
    stops = next((i for i, one in enumerate(node.body) if _needs_file(one)), None)
    if stops is not None:
        handler = next((h for h in node.handlers if _catches(h)), None)
        if handler is None or handler.name or not _simple_until(node.body[:stops]):
            return None
        return kept(lines, node, node.body[:stops], handler.body, node.finalbody)
    asked = any(map(_cannot_fail, node.body[:1])) and _catches_name(node.handlers)
    if asked and all(map(_cannot_fail, node.body)):
        return kept(lines, node, node.body, node.orelse, node.finalbody)
    return None


def _needs_file(statement: ast.stmt) -> bool:
    """Whether the statement surely reads `__file__`, which no notebook has."""
    if not isinstance(statement, ast.Assign | ast.AnnAssign | ast.Expr | ast.AugAssign):
        return False
    late = (ast.Lambda, ast.IfExp, ast.BoolOp, ast.GeneratorExp)
    if any(isinstance(n, late) for n in ast.walk(statement)):
        return False
    return any(isinstance(n, ast.Name) and n.id == "__file__" for n in ast.walk(statement))


def _catches(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    return bool(_CATCHING & {n.id for n in ast.walk(handler.type) if isinstance(n, ast.Name)})


def _catches_name(handlers: Sequence[ast.ExceptHandler]) -> bool:
    return any(h.type is not None and "NameError" in ast.unparse(h.type) for h in handlers)


def _simple_until(body: Sequence[ast.stmt]) -> bool:
    return all(isinstance(one, ast.Assign | ast.Expr | ast.Import | ast.ImportFrom) for one in body)


def _cannot_fail(statement: ast.stmt) -> bool:
    """Statements of constants only: what is left where a question has been answered."""
    match statement:
        case ast.Assign(targets=[ast.Name()], value=ast.Constant()):
            return True
        case ast.Return(value=None | ast.Constant()):
            return True
        case ast.Expr(value=ast.Name(id=name)) if name == MAGIC:
            return True
    return _is_filler(statement)
