"""Folders that the notebook chooses by where it runs: ``BASE = "/content" if IN_COLAB else "."``.

The user of the scripts gives the folder as an option. So if a name is only used in paths, it does
not matter which of the folders the scripts know: one is taken, and the choice is removed.
"""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from pathlib import PurePosixPath

from nb2prod.analysis.constants.bound_constants import bound_constants
from nb2prod.analysis.constants.fold import UNKNOWN, fold
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.import_statements import imported, imports_in, imports_of
from nb2prod.analysis.syntax.nodes import all_nodes, last_name, loads, root_name, stored
from nb2prod.notebook.edits import SourceEdit, applied, in_place_of, nothing
from nb2prod.notebook.model import Cell, Notebook, Role, part_of
from nb2prod.notebook.syntax import body_of
from nb2prod.patterns import regex
from nb2prod.records import dataclass, replace

_PART = 30_000
_CHOOSES = regex(r"(?m)^(?:if|try)\b|^\w+\s*=.*\bif\b")
_PATH = regex(r"[/\\]|\.\w{1,7}$")
_ASKING = frozenset(
    "Path PurePath bool cwd endswith exists expanduser find_spec get get_ipython getcwd getenv "
    "gethostname getuser home is_dir is_file isdir isfile join lower node platform resolve "
    "startswith str system type".split()
)
"""Calls that change nothing, by their last name."""
_EXPRESSIONS = (
    ast.Name, ast.Attribute, ast.Constant, ast.Compare, ast.BoolOp, ast.UnaryOp, ast.BinOp,
    ast.Subscript, ast.Call, ast.JoinedStr, ast.FormattedValue, ast.IfExp, ast.expr_context,
    ast.operator, ast.cmpop, ast.boolop, ast.unaryop,
)  # fmt: skip
_HOSTS = frozenset({"google", "kaggle_datasets", "kaggle_secrets"})
"""Modules that are imported to see whether the notebook runs there."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A name that one of several folders was chosen for, and where that binding stands: number
    and id of the cell, and the line."""

    name: str
    place: tuple[int, str, int]


def with_chosen_folders(
    notebook: Notebook, left: frozenset[str] = frozenset()
) -> tuple[Notebook, tuple[Chosen, ...]]:
    """The notebook with one binding for each such name; those in `left` stay as they are."""
    live = [c for c in notebook.cells if c.role not in (Role.SKIP, Role.PARAMETERS)]
    if not any(_CHOOSES.search(cell.source) for cell in live):
        return notebook, ()
    walk = _Walk([node for cell in live for node in body_of(cell.source)], left)
    cells: list[Cell] = []
    for cell in notebook.cells:
        cells += walk.cell(cell) if cell in live else [cell]
    if not walk.chosen:
        return notebook, ()
    return replace(notebook, cells=tuple(_without_idle(cells))), tuple(walk.chosen)


@dataclass
class _Walk:
    """What is known of names on the way through the notebook, and what was chosen so far."""

    nodes: Sequence[ast.stmt]
    left: frozenset[str]
    chosen: list[Chosen] = field(default_factory=list)

    def __post_init__(self) -> None:
        every = (n for node in self.nodes for n in all_nodes(node) if isinstance(n, ast.Global))
        self.left |= {name for node in every for name in node.names}
        self.places: dict[str, tuple[int, str, int]] = {}
        self.env = Environment(imports_of(self.nodes))

    def cell(self, cell: Cell) -> list[Cell]:
        """The cell; after each statement that chooses begins another, with what is chosen."""
        edits: list[SourceEdit] = []
        parts: list[tuple[int, dict[int, str]]] = [(0, {})]
        for node in body_of(cell.source):
            found = list(self._choices(node))
            self._learn(cell, node, found)
            for one in found:
                self.chosen.append(Chosen(one.name, self.places[one.name]))
                edits += one.edits
            moved = {one.line: one.text for one in found if one.text}
            if moved:
                parts.append((node.end_lineno or 0, moved))
        return list(_parts(replace(cell, source=applied(cell.source, edits)), parts))

    def _learn(self, cell: Cell, node: ast.stmt, found: "Sequence[_Choice]") -> None:
        """Keep the constants that names have after the statement, and where they got them."""
        values = dict(bound_constants(node, self.env))
        lines = dict.fromkeys(values, node.lineno)
        values |= {one.name: one.value for one in found}
        lines |= {one.name: one.line for one in found}
        for name in dict.fromkeys(stored(node)):
            value = values.get(name, UNKNOWN)
            if value is UNKNOWN or name in self.left:
                self.env.constants.pop(name, None)
                continue
            self.env.constants[name] = value
            if lines[name]:
                self.places[name] = (int(cell.number), cell.id, lines[name])

    def _choices(self, node: ast.stmt) -> Iterator["_Choice"]:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.IfExp() as value):
                if name not in self.left and self._may_be_paths([value]):
                    options = list(_options(value, self.env))
                    values = [fold(one, self.env) for one in options]
                    at = _pick(values)
                    if at is not None:
                        edit = in_place_of(value, ast.unparse(options[at]))
                        yield _Choice(name, values[at], node.lineno, "", (edit,))
            case ast.If() | ast.Try(finalbody=[]):
                ways = list(_blocks(node, Environment()))
                taken = list(_blocks(node, self.env))
                for name in dict.fromkeys(n for way in ways for n in _bindings(way)):
                    if name not in self.left:
                        yield from self._chosen_in(ways, taken, name)

    def _chosen_in(
        self, ways: Sequence[list[ast.stmt]], taken: Sequence[list[ast.stmt]], name: str
    ) -> Iterator["_Choice"]:
        """What is chosen for a name that each way through a statement binds to a folder."""
        found = [one for way in ways for one in (_bindings(way).get(name),) if one is not None]
        before = self.env.constants.get(name, UNKNOWN)
        none = [way[-1:] for way in ways if name not in _bindings(way)]
        ends = [node for last in none for node in last if isinstance(node, ast.Raise)]
        every = len(ends) == len(none)
        if not self._may_be_paths(one.value for one in found) or not (every or _is_path(before)):
            return
        chosen = [_bindings(way)[name] for way in taken if name in _bindings(way)]
        values = [fold(one.value, self.env) for one in chosen]
        kept = [before] if len(chosen) < len(taken) and not every else []
        edits = tuple(nothing(one) for one in (*found, *(ends if every else ())))
        at = _pick([*values, *kept])
        if at is not None and at < len(values):
            yield _Choice(name, values[at], chosen[at].lineno, ast.unparse(chosen[at]), edits)
        elif at is not None:
            yield _Choice(name, before, 0, "", edits)

    def _may_be_paths(self, nodes: Iterable[ast.expr]) -> bool:
        """Whether the values look like it, and computing them changes nothing."""
        every = list(nodes)
        values = [fold(one, self.env) for node in every for one in _options(node, Environment())]
        return all(map(_is_plain, every)) and any(
            _is_path(value) and _PATH.search(str(value)) for value in values
        )


@dataclass(frozen=True, slots=True)
class _Choice:
    """The folder that is taken for a name: its value, and the binding that is to stand in a line
    after the statement, if that has to be written."""

    name: str
    value: object
    line: int
    text: str
    edits: tuple[SourceEdit, ...]


def _blocks(node: ast.If | ast.Try, env: Environment) -> Iterator[list[ast.stmt]]:
    """The blocks of which one runs, without those that are known not to."""
    if isinstance(node, ast.Try):
        yield [*node.body, *node.orelse]
        yield from (handler.body for handler in node.handlers)
        return
    holds = fold(node.test, env)
    if holds is not False:
        yield node.body
    if holds is not True:
        match node.orelse:
            case [ast.If() as other]:
                yield from _blocks(other, env)
            case other:
                yield other


def _options(value: ast.expr, env: Environment) -> Iterator[ast.expr]:
    """What a conditional expression may give."""
    if not isinstance(value, ast.IfExp):
        yield value
        return
    holds = fold(value.test, env)
    if holds is not False:
        yield from _options(value.body, env)
    if holds is not True:
        yield from _options(value.orelse, env)


def _pick(values: Sequence[object]) -> int | None:
    """Which value to take: the only one, or the only one that lies below the notebook's folder.

    All others are folders of other machines. Of two that may be there none can be told.
    """
    known = [n for n, value in enumerate(values) if _is_path(value)]
    near = [n for n in known if not PurePosixPath(str(values[n])).is_absolute()]
    told = len(near) == 1 or not near or len(values) == 1
    return (near or known)[-1] if known and told else None


def _is_path(value: object) -> bool:
    return isinstance(value, str | PurePosixPath)


def _bindings(block: Iterable[ast.stmt]) -> dict[str, ast.Assign]:
    """Plain bindings of names in a block."""
    return {
        node.targets[0].id: node
        for node in block
        if isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and isinstance(node.targets[0], ast.Name)
    }


def _is_plain(node: ast.expr) -> bool:
    """Whether to compute the expression changes nothing."""
    for one in all_nodes(node):
        if isinstance(one, ast.Call):
            if last_name(one.func) not in _ASKING or one.keywords:
                return False
        elif not isinstance(one, _EXPRESSIONS):
            return False
    return True


def _parts(cell: Cell, parts: Sequence[tuple[int, dict[int, str]]]) -> Iterator[Cell]:
    """The cell in parts from the lines on, each with lines that stand in place of blank ones."""
    ends = [*(start for start, _ in parts[1:]), cell.source.count("\n") + 1]
    for n, ((start, moved), end) in enumerate(zip(parts, ends, strict=True)):
        part = part_of(cell, start, end, _PART + n if n else 0)
        lines = enumerate(part.source.split("\n"), 1)
        yield replace(part, source="\n".join(moved.get(n, line) for n, line in lines))


def _without_idle(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells without statements that only told where the notebook runs, for nothing now."""
    trees = [body_of(c.source) if c.live else [] for c in cells]
    read = Counter(name for tree in trees for node in tree for name in loads(node))
    found = (one for tree in trees for node in tree for one in imports_in(node))
    hosts = {name for one in found if _of_host(one) for name, _ in imported(one)}
    made = list(cells)
    for n, tree in reversed(list(enumerate(trees))):
        lines = cells[n].source.split("\n")
        for node in reversed(tree):
            own = Counter(loads(node))
            if isinstance(node, ast.If | ast.Try) and _is_idle([node], set(read - own), hosts):
                read -= own
                end = node.end_lineno or 0
                lines[node.lineno - 1 : end] = [""] * (end - node.lineno + 1)
        made[n] = replace(cells[n], source="\n".join(lines))
    return made


def _of_host(node: ast.Import | ast.ImportFrom) -> bool:
    names = [one.name for one in node.names] if isinstance(node, ast.Import) else [node.module]
    return all((name or "").partition(".")[0] in _HOSTS for name in names)


def _is_idle(block: Iterable[ast.stmt], read: set[str], hosts: set[str]) -> bool:
    """Whether nothing is left of a block but names that nothing else reads, and calls of what
    only hosts of notebooks have (``drive.mount``)."""
    return all(_is_idle_statement(node, read, hosts) for node in block)


def _is_idle_statement(node: ast.stmt, read: set[str], hosts: set[str]) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom():
            return _of_host(node) and not any(name in read for name, _ in imported(node))
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return name not in read and _is_plain(value)
        case ast.Expr(value=ast.Call(func=called)):
            return root_name(called) in hosts
        case ast.If(test=test, body=body, orelse=orelse):
            return _is_plain(test) and _is_idle([*body, *orelse], read, hosts)
        case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=last):
            caught = [one for handler in handlers for one in handler.body]
            return _is_idle([*body, *caught, *orelse, *last], read, hosts)
    return isinstance(node, ast.Pass)
