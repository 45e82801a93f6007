"""Which lines of the notebook and of the package belong together, under one key each.

Statements are linked by where they stand in the package. Imports are gathered again in each module,
and are linked by the name that they bind; parameters by their name in model_config.yaml.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from nb2prod.analysis.model import Statement
from nb2prod.analysis.syntax.import_statements import imported, imports_in
from nb2prod.analysis.syntax.nodes import stored
from nb2prod.analysis.syntax.scope import imported_name
from nb2prod.naming import CONFIG_FILE
from nb2prod.notebook.model import Role
from nb2prod.patterns import regex
from nb2prod.records import dataclass
from nb2prod.report.placed import Spot
from nb2prod.report.shown_cells import ShownCell

_CONFIG_READ = regex(r"\b(?:model_)?config(?:_\d+)?\.([^\W\d]\w*)")
_YAML_KEY = regex(r"""^["']?([^\W\d]\w*)["']?:""")

_T = TypeVar("_T", int, str)
Keys = dict[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Links:
    """Keys by line, from 1, for each cell (by number) and each file; only those on both sides."""

    cells: Mapping[int, Keys]
    files: Mapping[str, Keys]


def links(
    cells: Iterable[ShownCell],
    files: Mapping[str, str],
    found: Iterable[Spot],
    known: Mapping[int, Statement],
    parameters: Iterable[str],
) -> Links:
    """Link the lines of the cells with those of the files."""
    cells, names = list(cells), frozenset(parameters)
    left = [*_statement_lines(found := list(found), known), *_imports(cells)]
    left += [(cell.number, n, f"p-{name}") for cell in cells for name, n in _bound(cell, names)]
    right = [(s.file, n, f"s-{s.statement}") for s in found for n in range(s.first, s.last + 1)]
    for file, text in files.items():
        right += [(file, n, f"p-{name}") for n, name in _config_lines(file, text, names)]
        if file.endswith(".py"):
            tree = ast.parse(text)
            right += [(file, n, key) for n, key in _import_lines(tree.body)]
    both = {key for *_, key in left} & {key for *_, key in right}
    return Links(_by_line(left, both), _by_line(right, both))


def _by_line(lines: Iterable[tuple[_T, int, str]], both: set[str]) -> dict[_T, Keys]:
    found: dict[_T, dict[int, dict[str, None]]] = {}
    for place, line, key in lines:
        if key in both:
            found.setdefault(place, {}).setdefault(line, {})[key] = None
    return {p: {n: tuple(keys) for n, keys in lines.items()} for p, lines in found.items()}


def _statement_lines(
    found: Iterable[Spot], known: Mapping[int, Statement]
) -> Iterator[tuple[int, int, str]]:
    for index in sorted({spot.statement for spot in found}):
        statement = known[index]
        last = statement.nodes[-1].end_lineno or statement.line
        ran_at = statement.cell.ran_at
        for line in [ran_at] if ran_at else range(statement.line, last + 1):
            yield int(statement.cell.number), line, f"s-{index}"


def _imports(cells: Iterable[ShownCell]) -> Iterator[tuple[int, int, str]]:
    for cell in cells:
        for line, key in _import_lines(ast.parse(cell.python).body if cell.python else []):
            yield cell.number, line, key


def _import_lines(body: Iterable[ast.stmt]) -> Iterator[tuple[int, str]]:
    for statement in body:
        for node in imports_in(statement):
            names = dict(imported(node))
            for alias in node.names:
                name = imported_name(alias)
                yield alias.lineno, f"i-{name}-{names.get(name, name)}"


def _bound(cell: ShownCell, names: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Parameters that a cell binds, and each line of that."""
    if cell.role != Role.PARAMETERS or not cell.python:
        return
    for node in ast.parse(cell.python).body:
        for name in sorted(names.intersection(stored(node))):
            for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                yield name, line


def _config_lines(file: str, text: str, names: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Lines of a module that read a parameter, and lines of model_config.yaml that hold one."""
    current = ""
    for number, line in enumerate(text.split("\n"), 1):
        if file == CONFIG_FILE:
            key = _YAML_KEY.match(line)
            current = key[1] if key else current if line.strip() else ""
            if current in names:
                yield number, current
        elif file.endswith(".py"):
            for name in _CONFIG_READ.findall(line):
                if name in names:
                    yield number, name
