"""The names of several notebooks: which are one in all of them, and which get another name."""

import ast
from collections.abc import Iterator, Sequence

from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.rewrites.joined_book import IMPORTS, Book, book_of
from nb2prod.analysis.rewrites.joined_meanings import constant, state_inside
from nb2prod.analysis.rewrites.renames import Renaming, everywhere, renamed, renaming_note
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.import_statements import imported
from nb2prod.analysis.syntax.nodes import all_nodes, named, stored
from nb2prod.analysis.syntax.unscoped import UnclearError, free
from nb2prod.diagnostics import ConversionError, Diagnostic, Place
from nb2prod.naming import fresh
from nb2prod.notebook.edits import edited, nothing
from nb2prod.notebook.model import Notebook, Role

_DEFINITIONS = (*scope.DEFS, ast.ClassDef)


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
    found = [pair for name in same for pair in book.bound[name]]
    gone = ((s.cell.number, nothing(node)) for s, node in found if not isinstance(node, IMPORTS))
    return edited(book.notebook, gone)


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
        places: set[tuple[int, tuple[int, int]]] = set()
        made: list[Renaming] = []
        later: list[str] = []
        for name in (n for n in left if n in book.bound):
            one = _renaming(book, name, fresh(name, taken))
            if one.places & places:
                later.append(name)
                continue
            places |= one.places
            taken |= {new for new, _ in one.pairs}
            made.append(one)
        notebook = renamed(notebook, made)
        left = later
    return notebook


def _renaming(book: Book, name: str, new: str) -> Renaming:
    """What to change for a name.

    Raises:
        ConversionError: it is looked up by its text, or stands where no edit can tell it.
    """
    place = book.bound[name][0][0].place
    if name in book.in_texts:
        raise ConversionError(_stuck(name, place))
    try:
        made = tuple(everywhere(name, new, book.statements))
    except UnclearError:
        raise ConversionError(_stuck(name, place)) from None
    message = f"`{name}` is something else in another notebook; the one here is called `{new}`"
    return Renaming(made, (renaming_note(f"{message} in the scripts.", place),), ((new, name),))


def _stuck(name: str, place: Place) -> Diagnostic:
    message = f"`{name}` is something else in an earlier notebook, and no edit can rename it here."
    advice = "Rename it in one of the notebooks."
    return Diagnostic(message, advice, place, code="NB243")
