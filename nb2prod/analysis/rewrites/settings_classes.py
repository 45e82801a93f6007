"""Classes and dicts of settings: ``CFG.lr`` and ``CFG["lr"]`` are parameters of their own.

Where the notebook only reads the fields of a class (or of the one object that it makes of it) or
the items of a dict in a cell tagged `parameters`, they become plain assignments, and each
``CFG.lr`` a name: all that holds for parameters holds for them. `Notebook.renamed` says that the
name is called ``CFG.lr`` or ``CFG["lr"]`` in the file.
"""

import ast
import copy
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.rewrites.settings_fields import NoSettings, Path, Section, chain, sections
from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes, named
from nb2prod.analysis.syntax.scope import COMPREHENSIONS, DEFS, binds, bound_inside
from nb2prod.naming import fresh, slug
from nb2prod.notebook.edits import SourceEdit, edited, end_of, in_place_of, replaced
from nb2prod.notebook.model import Cell, Notebook, Role
from nb2prod.notebook.syntax import body_of, first_line, stands_alone
from nb2prod.records import replace


def with_settings_as_names(notebook: Notebook) -> Notebook:
    """The notebook with a name for each field that it reads of a class of settings."""
    if all(cell.role is not Role.PARAMETERS for cell in notebook.cells):
        return notebook
    tried: set[str] = set()
    while True:
        live = notebook.live
        nodes = [(cell, node) for cell in live for node in body_of(cell.source)]
        left = [one for one in sections(nodes) if one.name not in tried]
        if not left:
            return notebook
        one = left[-1]  # which may read the fields of those above
        tried.add(one.name)
        with suppress(NoSettings):
            edits = _edits(one, nodes)
            names = [(new, one.called(path)) for path, new in one.names.items()]
            renamed = (*notebook.renamed, *names)
            notebook = replace(edited(notebook, edits), renamed=renamed)


# what reads them


def _edits(one: Section, nodes: Sequence[tuple[Cell, ast.stmt]]) -> list[tuple[int, SourceEdit]]:
    """What to change, with the number of the cell; it gives the section's fields their names.

    Raises:
        NoSettings: the class is used as more than a holder of values.
    """
    own = [node for _, node in one.statements]
    every = {*one.owners, one.name}
    paths = {f.path for f in one.fields}
    private = any(part.startswith("__") for path in paths for part in path)  # would be mangled
    if private or len(paths) != len(one.fields):
        raise NoSettings
    uses: list[tuple[Cell, ast.expr]] = []
    for cell, node in nodes:
        if node not in own:
            uses += [(cell, use) for use in _uses(node, one, every, paths)]
        elif not stands_alone(node, (other for c, other in nodes if c is cell)):
            raise NoSettings
    others = [node for _, node in nodes if node not in own]
    taken = {*bound_inside(ast.Module(others, [])), *named(*others)} | BUILTINS
    for path in (f.path for f in one.fields):
        one.names[path] = _name(one.name, path, taken | {*one.names.values()})
    found = [(cell.number, _edit(one, cell, use)) for cell, use in uses]
    for cell, node in one.statements:
        start = first_line(node)
        text = _assignments(one, start, node) if node is own[0] else _blank(node)
        found.append((cell.number, SourceEdit((start, 0), end_of(node), text)))
    return found


def _name(section: str, path: Path, taken: set[str]) -> str:
    """What a field is called: by itself, where the notebook has no such name."""
    last = path[-1]
    plain = last not in taken and not last.startswith("_")
    return fresh(last if plain else "_".join(map(slug, (section, *path))), taken)


def _uses(
    node: ast.AST, one: Section, every: set[str], paths: set[Path], eager: bool = False
) -> Iterator[ast.expr]:
    """The expressions that read a field; whole f-strings, of which Python 3.11 says no more.

    Raises:
        NoSettings: the class or object is used otherwise, also where a definition stands.
    """
    match node:
        case ast.Attribute() | ast.Subscript() if (found := chain(node, one.access))[
            0
        ] in one.owners:
            _, attributes, parts = found
            for length in range(1, len(attributes) + 1):
                part = parts[length - 1]
                if attributes[:length] in paths and isinstance(part.ctx, ast.Load) and not eager:
                    yield part
                    return
            raise NoSettings
        case ast.Name(id=name) | ast.arg(arg=name) if name in every:
            raise NoSettings
        case ast.Constant(value=str(text)):
            if any(re.search(rf"@{name}\b|\b{name}(\.\w|\[)", text) for name in every):
                raise NoSettings
    declared = node.names if isinstance(node, ast.Global | ast.Nonlocal) else binds(node)
    if every.intersection(declared):
        raise NoSettings
    early = _early(node)
    children = child_nodes(node)
    inner = (
        n for child in children for n in _uses(child, one, every, paths, eager or child in early)
    )
    if isinstance(node, ast.JoinedStr):
        yield from [node] if list(inner) else []
    else:
        yield from inner


def _early(node: ast.AST) -> list[ast.AST]:
    """What a definition evaluates where it stands: it would need the parameters there."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return [*node.decorator_list, *([node.returns] if node.returns else [])]
        case ast.ClassDef():
            return [one for one in child_nodes(node) if not isinstance(one, DEFS)]
        case ast.arg(annotation=ast.expr() as annotation):
            return [annotation]
    return []


# how they are written


class _Written(ast.NodeTransformer):
    """Puts the names of fields in the place of what reads them; `inside` is a class body."""

    def __init__(self, one: Section, inside: Path | None = None) -> None:
        self.one = one
        self.inside = inside

    def visit_Attribute(self, node: ast.Attribute | ast.Subscript) -> ast.AST:
        owner, path, _ = chain(node, self.one.access)
        own = {*self.one.owners} | ({"self"} if self.inside is not None else set())
        if owner in own and path in self.one.names:
            return ast.Name(self.one.names[path], ast.Load())
        return self.generic_visit(node)

    visit_Subscript = visit_Attribute

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in {*self.one.owners, self.one.name, "self"}:
            raise NoSettings
        if self.inside is None:
            return node
        return ast.Name(self.one.names.get((*self.inside, node.id), node.id), node.ctx)


_OWN_SCOPES = (*COMPREHENSIONS, ast.Lambda, ast.NamedExpr)


def _assignments(one: Section, first: int, node: ast.stmt) -> str:
    """The statement as assignments to names, each on the line where the field has its value."""
    lines: dict[int, list[str]] = {}
    for item in one.fields:
        if any(isinstance(n, _OWN_SCOPES) for n in all_nodes(item.value)):
            raise NoSettings  # what a name is there depends on the scope
        inside = item.path[:-1] if isinstance(node, ast.ClassDef) else None
        text = _written(item.value, _Written(one, inside))
        lines.setdefault(item.line, []).append(f"{one.names[item.path]} = {text}")
    numbers = range(first, (node.end_lineno or first) + 1)
    return "\n".join("; ".join(lines.get(number, [])) for number in numbers)


def _written(node: ast.expr, transformer: ast.NodeTransformer) -> str:
    try:
        return ast.unparse(transformer.visit(copy.deepcopy(node)))
    except (ValueError, RecursionError) as error:
        raise NoSettings from error


def _edit(one: Section, cell: Cell, node: ast.expr) -> SourceEdit:
    """The edit of an expression that reads fields."""
    wanted = _written(node, _Written(one))
    if not isinstance(node, ast.JoinedStr):
        return in_place_of(node, wanted)
    text = ast.get_source_segment(cell.source, node) or ""
    step = r"\.{0}\b" if one.access is ast.Attribute else r"\[(?:'{0}'|\"{0}\")\]"
    for path, name in one.names.items():
        for owner in one.owners:
            text = re.sub(rf"\b{owner}" + "".join(map(step.format, path)), name, text)
    try:
        if ast.unparse(ast.parse(f"({text})")) != ast.unparse(ast.parse(wanted)):
            raise NoSettings
    except (SyntaxError, ValueError) as error:
        raise NoSettings from error
    return replaced(node, text)


def _blank(node: ast.stmt) -> str:
    return "\n" * ((node.end_lineno or node.lineno) - node.lineno)
