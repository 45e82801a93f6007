"""The names of several notebooks: which are one in all of them, and which get another name."""

import ast
import re
from collections.abc import Iterator, Sequence

from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.rewrites.joined_book import IMPORTS, Book, book_of
from nb2prod.analysis.rewrites.joined_meanings import constant, state_inside
from nb2prod.analysis.rewrites.meanings import Use
from nb2prod.analysis.rewrites.renames import changes
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.import_statements import imported
from nb2prod.analysis.syntax.name_nodes import named, stored
from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes
from nb2prod.analysis.syntax.unscoped import UnclearError, free
from nb2prod.diagnostics import ConversionError, Diagnostic, Place, Severity
from nb2prod.naming import fresh
from nb2prod.notebook.edits import SourceEdit, edited, instead_of, nothing
from nb2prod.notebook.model import Notebook, Role
from nb2prod.records import replace

_DEFINITIONS = (*scope.DEFS, ast.ClassDef)
_Site = ast.alias | scope.DefNode | ast.ClassDef | ast.ExceptHandler


def kept_apart(notebooks: Sequence[Notebook]) -> list[Notebook]:
    """The notebooks with no name in common but such as mean the same in both.

    Raises:
        ConversionError: a parameter has two values, or a notebook reads what another binds.
    """
    books = [book_of(one) for one in notebooks]
    problems = [*_missing(books), *_clashes(books)]
    if problems:
        raise ConversionError(*problems)
    taken = {word for one in notebooks for word in one.words()}
    made = [books[0].notebook]
    known = [books[0]]
    for book in books[1:]:
        same: set[str] = set()
        before: list[Book] = []
        for other in known:
            first = {n for n in other.bound if not any(n in k.bound for k in before)}
            same |= _same(other, book) & first
            before.append(other)
        made.append(_without_second(book, same))
        made[-1] = _renamed(made[-1], [n for n in _clashing(known, book) if n not in same], taken)
        known.append(book)
    return [
        _renamed(notebook, _hiding(book, books), taken)
        for notebook, book in zip(made, books, strict=True)
    ]


def _missing(books: Sequence[Book]) -> Iterator[Diagnostic]:
    """Names that a notebook reads and only others bind."""
    for book in books:
        others = {n: other for other in books if other is not book for n in other.bound}
        names = (others.keys() & book.named) - book.bound.keys() - BUILTINS
        for name in sorted(names) if not book.stars else ():
            for statement in book.statements:
                told = statement.cell.role is not Role.UNTAGGED
                if told and any(free(statement.nodes, name, None)):
                    other = others[name]
                    cell = other.bound[name][0][0].cell.number
                    yield Diagnostic(
                        f"`{name}` is bound by another notebook only, in cell {cell}, and each "
                        "notebook runs in a kernel of its own.",
                        f"Save it in a file there and load that here, or bind it in {book.file}.",
                        statement.place,
                        code="NB201",
                    )
                    break


def _clashes(books: Sequence[Book]) -> Iterator[Diagnostic]:
    """Parameters with several values. Where tags are only suggested, they are two."""
    for position, book in enumerate(books):
        for other in books[:position]:
            for name in sorted(book.parameters & other.parameters):
                one, two = other.value(name), book.value(name)
                if one is None or two is None or one[0] == two[0]:
                    continue
                if any(s.cell.confidence is not None for _, s in (one, two)):
                    continue
                first, second = (f"`{text}`" if "\n" not in text else "" for text, _ in (one, two))
                cells = f"cell {one[1].cell.number}", f"cell {two[1].cell.number}"
                told = f"{first} in {cells[0]} and {second} in {cells[1]}"
                told = (
                    told if first and second else f"one thing in {cells[0]}, another in {cells[1]}"
                )
                yield Diagnostic(
                    f"the parameter `{name}` is {told}.",
                    "Give it one value in both, or two names: a package has one config.",
                    two[1].place,
                    code="NB243",
                )


def _same(one: Book, other: Book) -> set[str]:
    """Names by which both notebooks mean the same, so that one of the two is enough."""
    both = (one.bound.keys() & other.bound.keys()) - BUILTINS
    imports = {name for name in both if _imports(one, name) == _imports(other, name) != set()}
    found = {name for name in both - imports if _written_alike(one, other, name)}
    while True:
        outside = (one.bound.keys() | other.bound.keys()) - found - imports
        left = {n for n in found if not _reads(one.bound[n][0][1]) & outside}
        if left == found:
            return found | imports
        found = left


def _imports(book: Book, name: str) -> set[str]:
    """What the name is imported as; nothing where anything else binds it as well."""
    nodes = [node for _, node in book.bound[name]]
    if not all(isinstance(node, IMPORTS) for node in nodes):
        return set()
    pairs = (pair for n in nodes if isinstance(n, IMPORTS) for pair in imported(n))
    return {what for own, what in pairs if own == name}


def _written_alike(one: Book, other: Book, name: str) -> bool:
    """Whether both bind a definition, a constant or a parameter, in the same words."""
    if name in one.parameters and name in other.parameters:
        first, second = one.value(name), other.value(name)
        return first is not None and second is not None and first[0] == second[0]
    if len(one.bound[name]) > 1 or len(other.bound[name]) > 1:
        return False
    (at, node), (twin_at, twin) = one.bound[name][0], other.bound[name][0]
    if ast.dump(node) != ast.dump(twin):
        return False
    if isinstance(node, _DEFINITIONS):
        return not state_inside(node, [*one.nodes, *other.nodes])
    return constant(node) and Role.UNTAGGED not in (at.cell.role, twin_at.cell.role)


def _reads(node: ast.stmt) -> set[str]:
    found = named(node)
    for inner in all_nodes(node):
        if isinstance(inner, (*scope.FUNCTIONS, ast.ClassDef)):
            found |= scope.free_names(inner).reads
    return found - {getattr(node, "name", "")} - _targets(node)


def _targets(node: ast.stmt) -> set[str]:
    return set() if isinstance(node, _DEFINITIONS) else scope.bound_names([node])


def _without_second(book: Book, same: set[str]) -> Notebook:
    """The notebook without what an earlier one has in the same words; imports stay."""
    edits: dict[int, list[SourceEdit]] = {}
    for name in same:
        for statement, node in book.bound[name]:
            if not isinstance(node, IMPORTS):
                edits.setdefault(statement.cell.number, []).append(nothing(node))
    return edited(book.notebook, edits)


def _clashing(known: Sequence[Book], book: Book) -> Iterator[str]:
    """Names that an earlier notebook has too, but for values that tell themselves apart."""
    for name in sorted(book.bound):
        others = [one for one in known if name in one.bound]
        if others and not name.startswith("__"):
            plain = all(_is_plain(one, name) for one in (*others, book))
            if not (plain and _binds_first(book, name)):
                yield name


def _is_plain(book: Book, name: str) -> bool:
    """Whether it is a value of the notebook's that only its own statements read and bind."""
    static = any(isinstance(n, (*_DEFINITIONS, *IMPORTS)) for _, n in book.bound[name])
    return not static and name not in book.captured and name not in book.parameters


def _binds_first(book: Book, name: str) -> bool:
    """Whether the first statement that has the name binds it, and does not read it."""
    for node in book.nodes:
        uses = [use for use, _ in free([node], name, None)]
        if uses:
            if isinstance(node, ast.For):
                return name in scope.bound_names([node.target]) and not any(
                    free([node.iter], name, None)
                )
            if isinstance(node, ast.With):
                return name in {n for i in node.items for n in stored(i)} and isinstance(
                    uses[0].ctx, ast.Store
                )
            simple = isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
            return simple and all(isinstance(use.ctx, ast.Store) for use in uses)
    return False


def _hiding(book: Book, books: Sequence[Book]) -> list[str]:
    """Names of Python's own that the notebook binds and another one uses."""
    used: set[str] = set()
    for other in books:
        if other is not book:
            used |= other.named - other.bound.keys()
    return sorted(BUILTINS & book.bound.keys() & used)


def _renamed(notebook: Notebook, names: Sequence[str], taken: set[str]) -> Notebook:
    """The notebook with other names for these.

    Raises:
        ConversionError: a name is looked up by its text, so that it has to stay.
    """
    left = list(names)
    while left:  # an f-string may have several of the names: one in each round
        book = book_of(notebook)
        edits: dict[int, list[SourceEdit]] = {}
        places: set[tuple[int, tuple[int, int]]] = set()
        pairs: list[tuple[str, str]] = []
        notes: list[Diagnostic] = []
        later: list[str] = []
        for name in (n for n in left if n in book.bound):
            new, place = fresh(name, taken), book.bound[name][0][0].place
            try:
                made = list(_changes(book, name, new))
            except UnclearError:
                raise ConversionError(_stuck(name, place)) from None
            own = {(int(number), edit.start) for number, edit in made}
            if own & places:
                later.append(name)
                continue
            places |= own
            taken.add(new)
            pairs.append((new, name))
            notes.append(_note(name, new, place))
            for number, edit in made:
                edits.setdefault(number, []).append(edit)
        renamed = (*notebook.renamed, *pairs)
        notebook = edited(notebook, edits)
        notebook = replace(notebook, notes=(*notebook.notes, *notes), renamed=renamed)
        left = later
    return notebook


def _note(name: str, new: str, place: Place) -> Diagnostic:
    message = f"`{name}` is something else in another notebook; the one here is called `{new}`"
    told = f"{message} in the scripts."
    return Diagnostic(told, "", place, code="NB225", severity=Severity.NOTE)


def _changes(book: Book, name: str, new: str) -> Iterator[tuple[int, SourceEdit]]:
    """What to change for a name.

    Raises:
        UnclearError: it stands where no edit can tell it.
    """
    if name in book.in_texts:
        raise UnclearError
    uses: list[Use] = []
    for statement in book.statements:
        for node in statement.nodes:
            uses += (Use(statement.index, at, text) for at, text in free([node], name, None))
            for at in _sites(node, name):
                if isinstance(at, ast.ExceptHandler):
                    yield statement.cell.number, _handler(statement.cell.source, at, new)
                else:
                    uses.append(Use(statement.index, at))
            for inner in all_nodes(node):
                if isinstance(inner, ast.Global) and name in inner.names:
                    text = "global " + ", ".join(new if n == name else n for n in inner.names)
                    yield statement.cell.number, instead_of(inner, text)
    yield from changes(uses, name, new, {s.index: s for s in book.statements})


def _sites(top: ast.stmt, name: str) -> Iterator[_Site]:
    """Definitions, imports and handlers of errors on module level that bind the name.

    Raises:
        UnclearError: something else than these, or than an assignment, binds it.
    """
    pending: list[ast.AST] = [top]
    while pending:
        node = pending.pop()
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                if node.name == name:
                    yield node
                continue
            case ast.Lambda():
                continue
            case ast.alias() if scope.imported_name(node) == name:
                yield node
            case ast.ExceptHandler(name=str(own)) if own == name:
                yield node
            case ast.MatchAs(name=str(own)) | ast.MatchStar(name=str(own)) if own == name:
                raise UnclearError
            case ast.MatchMapping(rest=str(own)) if own == name:
                raise UnclearError
        pending += child_nodes(node)


def _handler(source: str, node: ast.ExceptHandler, new: str) -> SourceEdit:
    """Another name for the error that is handled.

    Raises:
        UnclearError: the head of the handler is on several lines.
    """
    text = source.split("\n")[node.lineno - 1]
    match = re.search(rf"\bas\s+({re.escape(node.name or '')})\s*:", text)
    if match is None:
        raise UnclearError
    start, end = (len(text[:at].encode()) for at in match.span(1))
    return SourceEdit((node.lineno, start), (node.lineno, end), new)


def _stuck(name: str, place: Place) -> Diagnostic:
    message = f"`{name}` is something else in an earlier notebook, and no edit can rename it here."
    advice = "Rename it in one of the notebooks."
    return Diagnostic(message, advice, place, code="NB243")
