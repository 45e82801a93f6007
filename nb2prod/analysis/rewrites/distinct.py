"""One name, one meaning: if a name has several meanings, all but one get another name.

Imports and definitions move to module level, where a name has one meaning: all uses would take the
last binding. So if each use of a name clearly takes one binding, values and later imports and
definitions are renamed before the analysis. Otherwise nothing is changed, and the plan refuses the
notebook (`mixed_names`).
"""

import ast
import re
from collections.abc import Callable, Iterator, Sequence

from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.model import Statement
from nb2prod.analysis.rewrites.bindings import NOTHING, OWN, STATIC, VALUE, Sort, static_names
from nb2prod.analysis.rewrites.meanings import Meanings, Use, Walk
from nb2prod.analysis.rewrites.renames import Renaming, changes, renamed, renaming_note
from nb2prod.analysis.rewrites.webs import Code, Web, chosen, code_of, webs_of
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.import_statements import defines_in_branch, is_import
from nb2prod.analysis.syntax.nodes import nodes_of
from nb2prod.analysis.syntax.scope import bound_names
from nb2prod.analysis.syntax.top_level import statements_in
from nb2prod.analysis.syntax.unscoped import UnclearError
from nb2prod.diagnostics import ConversionError, Diagnostic, Place
from nb2prod.naming import claimed
from nb2prod.notebook.edits import SourceEdit
from nb2prod.notebook.model import Notebook

_OPAQUE = frozenset({"exec", "eval", "globals", "locals", "vars"})


def distinct(notebook: Notebook) -> Notebook:
    """The notebook with such names changed, and a note for each change."""
    try:
        statements = statements_in(notebook)
    except ConversionError:
        return notebook  # the analysis tells it
    names = _candidates(statements)
    if not names or _sees_names(statements):
        return notebook
    while True:  # functions that have names of their own may make another name clear
        made = _round(notebook, names, statements, _renamed)
        names -= {old for one in made for _, old in one.pairs}
        made = made or _round(notebook, names, statements, _imports_as_values)
        if not made:
            return notebook
        notebook = renamed(notebook, made)
        statements = statements_in(notebook)


_Change = Callable[[Notebook, str, Code, set[str]], Renaming | None]


def _round(
    notebook: Notebook, names: set[str], statements: Sequence[Statement], change: _Change
) -> list[Renaming]:
    """The changes of names that are clear, without those at a place where another is made."""
    taken = notebook.words()
    code = code_of(statements)
    found: list[Renaming] = []
    places: set[tuple[int, tuple[int, int]]] = set()
    for name in sorted(names):
        made = change(notebook, name, code, taken)
        if made and not made.places & places:
            found.append(made)
            places |= made.places
    return found


def mixed_names(statements: Sequence[Statement]) -> dict[str, tuple[Place, Meanings]]:
    """Names of which a use may take different imports or definitions, and where.

    Versions of a function or class are told apart elsewhere, unless something else has their
    name too; what a star import may bind is not known.
    """
    found: dict[str, tuple[Place, Meanings]] = {}
    names = sorted(_candidates(statements))
    code = code_of(statements if names else ())
    for name in names:
        try:
            uses = _uses(name, code)
        except UnclearError:
            continue
        for use, meanings in uses:
            several = frozenset(b for b in meanings if b.sort in STATIC - {Sort.STAR})
            if len(several) > 1 and any(b.sort is not Sort.DEFINITION for b in several):
                place = code.statements[use.statement].place
                found.setdefault(name, (place, several))
    return found


def _candidates(statements: Sequence[Statement]) -> set[str]:
    """Names that may stand for more than one thing, of which one is no value."""
    static: dict[str, set[str]] = {}
    stored: set[str] = set()
    loaded: set[str] = set()
    for statement in statements:
        for node in statement.nodes:
            if is_import(node) or _defines(node):
                for name, what in static_names(node):
                    static.setdefault(name, set()).add(what or f"@{statement.index}")
            code = not all(is_import(n) or _defines(n) for n in statement.nodes)
            if code or defines_in_branch(node):
                stored |= bound_names([node])
            for n in nodes_of(ast.Name, [node]):
                (loaded if isinstance(n.ctx, ast.Load) else stored if code else set()).add(n.id)
    several = {name for name, bound in static.items() if len(bound) > 1 or name in stored}
    own = BUILTINS & loaded & (stored | static.keys())
    return several | own


def _defines(node: ast.stmt) -> bool:
    return isinstance(node, (*scope.DEFS, ast.ClassDef))


def _sees_names(statements: Sequence[Statement]) -> bool:
    """Whether code may look names up by their text; ``vars(x)`` only shows what ``x`` holds."""
    tops = [node for s in statements for node in s.nodes]
    names = [n for n in nodes_of(ast.Name, tops) if n.id in _OPAQUE]
    of_objects = {id(n.func) for n in nodes_of(ast.Call, tops if names else ()) if n.args}
    return any(n.id != "vars" or id(n) not in of_objects for n in names)


def _renamed(notebook: Notebook, name: str, code: Code, taken: set[str]) -> Renaming | None:
    """What to change for a name; None where it is clear already, or not at all."""
    left_out = (c for c in notebook.cells if not c.live and c.confidence is None)
    if any(_may_bind(name, c.source) for c in left_out):
        return None
    edits: list[tuple[int, SourceEdit]] = []
    notes: list[Diagnostic] = []
    pairs: list[tuple[str, str]] = []
    try:
        for web, new in chosen(name, webs_of(_uses(name, code)), code, taken):
            made = list(changes(web.uses, name, new, code.statements))
            number, edit = min(made, key=lambda m: (m[0], m[1].start))
            cell = next(c for c in notebook.cells if c.number == number)
            notes.append(_note(name, new, web, Place(number, cell.id, edit.start[0])))
            edits += made
            pairs.append((new, name))
    except UnclearError:
        return None
    return Renaming(tuple(edits), tuple(notes), tuple(pairs)) if edits else None


def _imports_as_values(
    _notebook: Notebook, name: str, code: Code, taken: set[str]
) -> Renaming | None:
    """Imports whose uses may take a value as well: ``import a as x_import; x = x_import``."""
    edits: list[tuple[int, SourceEdit]] = []
    notes: list[Diagnostic] = []
    pairs: list[tuple[str, str]] = []
    try:
        for use in sorted(_mixed_imports(name, code), key=lambda use: use.statement):
            statement = code.statements[use.statement]
            (node,) = statement.nodes
            end = (node.end_lineno or 0, node.end_col_offset or 0)
            new = claimed(f"{name}_import", taken)
            # of two edits at one point the last stands first
            edits.append((statement.cell.number, SourceEdit(end, end, f"; {name} = {new}")))
            edits += changes([use], name, new, code.statements)
            what = f"`{name}` is a value elsewhere; what is imported here is called `{new}`"
            place = Place(statement.cell.number, statement.cell.id, node.lineno)
            notes.append(renaming_note(f"{what} in the scripts.", place))
            pairs.append((new, name))
    except UnclearError:
        return None
    return Renaming(tuple(edits), tuple(notes), tuple(pairs)) if edits else None


def _mixed_imports(name: str, code: Code) -> Iterator[Use]:
    """Where imports bind the name whose uses may take a value that is bound elsewhere.

    Raises:
        UnclearError: an import has a fallback beside it.
    """
    for web in webs_of(_uses(name, code)):
        if VALUE not in web.bindings or any(b.sort is not Sort.IMPORT for b in web.static):
            continue
        for use in web.uses:
            nodes = code.statements[use.statement].nodes
            if not all(map(is_import, nodes)) or not _binds(use):
                continue
            if len(nodes) > 1 or not isinstance(nodes[0], ast.Import | ast.ImportFrom):
                raise UnclearError
            yield use


def _binds(use: Use) -> bool:
    return isinstance(use.node, ast.alias) or isinstance(getattr(use.node, "ctx", None), ast.Store)


def _may_bind(name: str, source: str) -> bool:
    """Whether a cell that is left out binds the name, so that the text does not tell what it is."""
    if not re.search(rf"\b{re.escape(name)}\b", source):
        return False
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return True
    return bool({name, "*"} & scope.bound_inside(tree))


def _uses(name: str, code: Code) -> list[tuple[Use, Meanings]]:
    """Each place where the name is written, with what it may stand for there.

    Raises:
        UnclearError: the name is bound in a way that is not followed, or looked up by its text.
    """
    if name in code.declared or any(_is_looked_up(name, text) for text in code.texts):
        raise UnclearError
    undone = OWN if name in BUILTINS else NOTHING
    statements, functions = code.about(name)
    walk = Walk(name, functions, frozenset({undone}))
    for statement in statements:
        walk.top(statement)
    walk.finish()
    return list(walk.found.values())


def _is_looked_up(name: str, text: str) -> bool:
    """Whether pandas or a formula may take the name out of a text: `"y ~ score(x)"`."""
    if name not in text:
        return False
    return f"@{name}" in text or ("~" in text and bool(re.search(rf"\b{re.escape(name)}\b", text)))


def _note(name: str, new: str, web: Web, place: Place) -> Diagnostic:
    binding = next(iter(web.static), VALUE)
    if binding.sort is Sort.VALUE:
        what = "an import, a definition or Python's own elsewhere; the value"
    elif binding.sort is Sort.IMPORT:
        what = f"something else before; `{binding.what}`"
    else:
        what = "something else before; this definition"
    return renaming_note(f"`{name}` is {what} is called `{new}` in the scripts.", place)
