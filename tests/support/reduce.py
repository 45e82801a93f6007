"""Make a failing program small: drop cells and statements, put bodies in the place of blocks."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.support.programs import Program, ProgramCell


def reduced(program: Program, fails: Callable[[Program], bool], tries: int = 600) -> Program:
    """The smallest program found for which ``fails`` still holds."""
    smallest = _parsed(program)
    if not fails(smallest):
        return program
    start, progress = 0, True
    while tries > 0:
        for index, candidate in enumerate(_smaller(smallest)):
            if index < start:  # did not do when the program was larger
                continue
            tries -= 1
            if fails(candidate):
                smallest, progress, start = candidate, True, index
                break
            if tries <= 0:
                break
        else:
            if not progress:
                break
            start, progress = 0, False
    return smallest


def _parsed(program: Program) -> Program:
    """One string for each top-level statement, as far as that keeps the program as it is."""
    cells = []
    for cell in program.cells:
        nodes = ast.parse("\n".join(cell.statements)).body
        cells.append(ProgramCell(cell.tag, tuple(ast.unparse(node) for node in nodes)))
    return replace(program, cells=tuple(cells))


def _smaller(program: Program) -> Iterator[Program]:
    cells = program.cells
    for index in reversed(range(len(cells))):
        yield replace(program, cells=cells[:index] + cells[index + 1 :])
    for index in reversed(range(len(cells))):
        for statements in _fewer(cells[index].statements):
            cell = replace(cells[index], statements=statements)
            yield replace(program, cells=(*cells[:index], cell, *cells[index + 1 :]))
    for index in range(1, len(cells)):  # two cells as one
        if cells[index - 1].tag == cells[index].tag:
            both = (*cells[index - 1].statements, *cells[index].statements)
            cell = replace(cells[index], statements=both)
            yield replace(program, cells=(*cells[: index - 1], cell, *cells[index + 1 :]))


def _fewer(statements: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    step = len(statements) // 2
    while step > 1:
        for start in range(0, len(statements), step):
            yield statements[:start] + statements[start + step :]
        step //= 2
    for index in reversed(range(len(statements))):
        if len(statements) > 1:
            yield statements[:index] + statements[index + 1 :]
    for index, source in enumerate(statements):
        for simpler in _simpler(source):
            yield statements[:index] + simpler + statements[index + 1 :]


def _simpler(source: str) -> Iterator[tuple[str, ...]]:
    """Smaller things to put in the place of a statement."""
    node = ast.parse(source).body[0]
    for name in ("body", "orelse", "finalbody"):
        inner = getattr(node, name, None)
        if isinstance(inner, list) and not isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield tuple(ast.unparse(one) for one in inner)
    count = sum(1 for _ in _lists(node))
    for position in range(count):  # drop an element of a list inside, a nested statement say
        for index in range(20):
            tree = ast.parse(source)
            elements = list(_lists(tree.body[0]))[position]
            if index >= len(elements):
                break
            del elements[index]
            text = _unparsed(tree)
            if text and text != source:
                yield (text,)
    for position, inside in enumerate(ast.walk(node)):  # a constant for an expression
        if isinstance(inside, ast.expr) and not isinstance(inside, ast.Constant | ast.Name):
            tree = ast.parse(source)
            text = _unparsed(_Constant(list(ast.walk(tree.body[0]))[position]).visit(tree))
            if text and text != source:
                yield (text,)


class _Constant(ast.NodeTransformer):
    def __init__(self, target: ast.AST) -> None:
        self.target = target

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self.target and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            return ast.Constant(1)
        return self.generic_visit(node)


def _lists(node: ast.AST) -> Iterator[list[ast.AST]]:
    for inside in ast.walk(node):
        for _, value in ast.iter_fields(inside):
            if isinstance(value, list) and value and isinstance(value[0], ast.AST):
                yield value


def _unparsed(tree: ast.AST) -> str | None:
    try:
        text = ast.unparse(tree)
        compile(text, "<smaller>", "exec")
    except (SyntaxError, ValueError, AttributeError, TypeError, IndexError, RecursionError):
        return None
    return text
