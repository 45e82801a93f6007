"""Options that a notebook parses itself become parameters, with the values from the notebook.

``args = parser.parse_args([])`` gives each option its default. So the options are values as those
of a cell tagged `parameters`, and ``args`` is made of them, without a parser.
"""

import ast
import builtins
import contextlib
import io
import keyword
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from nb2prod.analysis.constants.fold import UNKNOWN, fold
from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.syntax.import_statements import imports_of
from nb2prod.analysis.syntax.nodes import loads, stored
from nb2prod.analysis.syntax.scope import bound_inside
from nb2prod.diagnostics import Diagnostic
from nb2prod.notebook.edits import SourceEdit, applied, in_place_of, nothing
from nb2prod.notebook.model import Cell, Notebook, Role, part_number
from nb2prod.notebook.syntax import body_of
from nb2prod.records import dataclass, replace

_PART = 40_000
_TYPES = ("int", "float", "str", "bool")
_PARAMETERS = (bool, int, float, str, list)
_IGNORED = frozenset("help metavar description prog epilog usage formatter_class".split())


class _NotPlainError(Exception):
    """The text does not tell what the parser gives."""


@dataclass
class _Parser:
    """A parser of the notebook: its statements, those of its options, where it parses."""

    name: str
    made: ast.Assign
    options: list[ast.Call] = field(default_factory=list)
    statements: list[ast.stmt] = field(default_factory=list)
    parsed: ast.Assign | None = None


def with_options_as_parameters(notebook: Notebook) -> Notebook:
    """The notebook with such options in a cell of parameters; parsers that do more stay."""
    live = notebook.live
    if not any("add_argument" in cell.source for cell in live):
        return notebook
    trees = {cell.number: body_of(cell.source) for cell in live}
    nodes = [node for tree in trees.values() for node in tree]
    env = Environment(imports_of(nodes))
    taken = {*bound_inside(ast.Module(nodes, []))}
    edits: dict[int, list[SourceEdit]] = {}
    parameters: dict[int, dict[str, object]] = {}
    for parser in _parsers(nodes, env):
        assert parser.parsed is not None
        try:
            values = _values(parser, env)
        except _NotPlainError:
            continue
        names = _names(parser, values, taken)
        taken |= {*names.values()}
        number = next(n for n, tree in trees.items() if parser.parsed in tree)
        parameters.setdefault(number, {}).update({names[k]: values[k] for k in names})
        for n, tree in trees.items():
            gone = [node for node in tree if node in parser.statements]
            edits.setdefault(n, []).extend(map(nothing, gone))
        edits[number].append(_made(parser.parsed, values, names))
        done = {(number, n) for n in _lines(parser.parsed)}
        notes = (d for d in notebook.notes if d.code != "NB148" or _at(d) not in done)
        notebook = replace(notebook, notes=tuple(notes))
    return _rewritten(notebook, edits, parameters)


def _lines(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _at(note: Diagnostic) -> tuple[int, int]:
    return (note.place.cell, note.place.line) if note.place else (0, 0)


def _rewritten(
    notebook: Notebook,
    edits: dict[int, list[SourceEdit]],
    parameters: dict[int, dict[str, object]],
) -> Notebook:
    if not edits:
        return notebook
    cells: list[Cell] = []
    for cell in notebook.cells:
        if given := parameters.get(cell.number):
            text = "\n".join(f"{name} = {value!r}" for name, value in given.items())
            cells.append(Cell(part_number(cell.number, _PART), "", Role.IMPORTS, "import argparse"))
            cells.append(Cell(part_number(cell.number, _PART + 1), cell.id, Role.PARAMETERS, text))
        cells.append(replace(cell, source=applied(cell.source, edits.get(cell.number, ()))))
    return replace(notebook, cells=tuple(cells))


def _parsers(nodes: Sequence[ast.stmt], env: Environment) -> Iterator[_Parser]:
    """Parsers that statements of their own make, give options to, and let parse once."""
    found: dict[str, _Parser] = {}
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=func)) if (
                env.qualified(func) == "argparse.ArgumentParser"
            ):
                found[name] = _Parser(name, node, [], [node])
            case ast.Expr(
                value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)) as call
            ) if name in found and method in ("add_argument", "set_defaults"):
                found[name].options.append(call)
                found[name].statements.append(node)
            case ast.Assign(
                value=ast.Call(
                    func=ast.Attribute(
                        value=ast.Name(id=name), attr="parse_args" | "parse_known_args"
                    )
                )
                | ast.Subscript(
                    value=ast.Call(
                        func=ast.Attribute(value=ast.Name(id=name), attr="parse_known_args")
                    )
                )
            ) if name in found and found[name].parsed is None:
                found[name].parsed = node
    every = [name for node in nodes for name in [*loads(node), *stored(node)]]
    for name, one in found.items():
        if one.parsed is not None and every.count(name) == len(one.statements) + 1:
            yield one


def _values(parser: _Parser, env: Environment) -> dict[str, object]:
    """What the parser gives, by the name of the option, in its order.

    Raises:
        _NotPlainError: that is not known, or it would refuse what it is given.
    """
    import argparse  # few notebooks have options

    assert parser.parsed is not None
    given = _given(parser.parsed, env)
    assert isinstance(parser.made.value, ast.Call)
    settings = _keywords(parser.made.value, env)
    made = argparse.ArgumentParser(add_help=settings.get("add_help", True) is not False)
    try:
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            for call in parser.options:
                names = [fold(one, env) for one in call.args]
                getattr(made, call.func.attr)(*names, **_keywords(call, env))  # type: ignore[attr-defined]
            values, unknown = made.parse_known_args(given)
    except (Exception, SystemExit) as error:
        raise _NotPlainError from error
    if unknown:
        raise _NotPlainError
    return dict(vars(values))


def _given(node: ast.Assign, env: Environment) -> list[str]:
    """The arguments that are parsed: the notebook has to give them."""
    call = node.value.value if isinstance(node.value, ast.Subscript) else node.value
    assert isinstance(call, ast.Call)
    arguments = [*call.args, *(one.value for one in call.keywords if one.arg == "args")]
    value = fold(arguments[0], env) if len(arguments) == 1 else UNKNOWN
    if len(call.args) + len(call.keywords) != 1 or not isinstance(value, list | tuple):
        raise _NotPlainError
    return [str(one) for one in value]


def _keywords(call: ast.Call, env: Environment) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in call.keywords:
        if one.arg is None:
            raise _NotPlainError
        if one.arg in _IGNORED:
            continue
        value = fold(one.value, env)
        if one.arg == "type":
            name = one.value.id if isinstance(one.value, ast.Name) else ""
            if name not in _TYPES or env.qualified(one.value) != name:
                raise _NotPlainError
            value = getattr(builtins, name)
        if value is UNKNOWN:
            raise _NotPlainError
        found[one.arg] = value
    return found


def _names(parser: _Parser, values: Mapping[str, object], taken: Collection[str]) -> dict[str, str]:
    """The parameters by option: those of plain values that have a name of their own."""
    assert parser.parsed is not None
    owner = next(iter(stored(parser.parsed)))
    found: dict[str, str] = {}
    for option, value in values.items():
        plain = isinstance(value, _PARAMETERS) and option.isidentifier()
        name = next((n for n in (option, f"{owner}_{option}") if n not in taken), "")
        if plain and name and not keyword.iskeyword(name) and name not in BUILTINS:
            found[option] = name
    return found


def _made(node: ast.Assign, values: Mapping[str, object], names: Mapping[str, str]) -> SourceEdit:
    """What is parsed, without a parser; the arguments that it does not know are none."""
    given = ", ".join(f"{k}={names.get(k, repr(v))}" for k, v in values.items())
    text = f"argparse.Namespace({given})"
    known = isinstance(node.value, ast.Call) and "parse_known_args" in ast.unparse(node.value.func)
    return in_place_of(node.value, f"{text}, []" if known else text)
