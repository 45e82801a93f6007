"""Names that say where the code runs, for other cells: ``colab = "google.colab" in ...``."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

from nb2prod.notebook.kernel_values import truth
from nb2prod.notebook.syntax import statements
from nb2prod.patterns import regex

ON_COLAB = ast.parse("'google.colab' in str(get_ipython())", mode="eval").body
_IS_LOADED = regex(r"'google\.colab' (not )?in sys\.modules(?:\.keys\(\))?")
MENTIONED = regex(r"google\.colab|get_ipython|__IPYTHON__|ipykernel")


def asked_names(cells: Iterable[str]) -> dict[str, ast.expr]:
    """The question that each such name answers; none for a name that is bound elsewhere too."""
    code = list(cells)
    asking = [source for source in code if MENTIONED.search(source)]
    found = dict(pair for source in asking for pair in _asked(source))
    return {
        name: question
        for name, question in found.items()
        if sum(_bindings(name, source) for source in code)
        == max(_bindings(name, source) for source in asking)
        <= (2 if question is ON_COLAB else 1)
    }


def with_questions(test: ast.expr, names: Mapping[str, ast.expr]) -> ast.expr:
    """The test with the questions in the place of such names."""
    if loaded := _IS_LOADED.fullmatch(ast.unparse(test)):
        return ast.UnaryOp(ast.Not(), ON_COLAB) if loaded[1] else ON_COLAB
    match test:
        case ast.Name(id=name):
            return names.get(name, test)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return ast.UnaryOp(ast.Not(), with_questions(operand, names))
        case ast.BoolOp(op=op, values=parts):
            return ast.BoolOp(op, [with_questions(part, names) for part in parts])
    return test


def _asked(source: str) -> Iterator[tuple[str, ast.expr]]:
    for node in statements(source):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                question = with_questions(value, {})
                if truth(question) is not None:
                    yield name, question
            case ast.Try(
                body=[ast.Import() | ast.ImportFrom() as first, *tried],
                handlers=[ast.ExceptHandler(body=caught)],
                orelse=otherwise,
            ) if "google.colab" in ast.unparse(first):
                there, else_there = _flags([*tried, *otherwise]), _flags(caught)
                for name in there.keys() & else_there:
                    if there[name] and not else_there[name]:
                        yield name, ON_COLAB


def _flags(body: Iterable[ast.stmt]) -> dict[str, bool]:
    """The names that statements bind to True or False."""
    return {
        node.targets[0].id: node.value.value
        for node in body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, bool)
    }


def _bindings(name: str, source: str) -> int:
    bound = rf"(?<![\w.]){name}[ \t]*(?::[ \t]*\w+[ \t]*)?=(?!=)|\bas {name}\b"
    return len(re.findall(bound, source))
