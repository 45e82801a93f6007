"""Calls that read or write files, by name, and what their arguments may be.

Functions that take an open file instead of a path (``pickle.dump``, ``json.load``,
``csv.reader``, ``yaml.safe_load``) have no row: the call that opened the file has one.
"""

from collections import defaultdict
from collections.abc import Iterator

from nb2prod.knowledge import lookup
from nb2prod.knowledge.schema import ITSELF, Access, IOFunction, Library, Path, words

_ACCESS = {
    "reads": Access.READ,
    "reads_folders": Access.READ_DIRECTORY,
    "writes": Access.WRITE,
    "writes_folders": Access.WRITE_DIRECTORY,
    "globs": Access.GLOB,
    "looks_for": Access.EXISTS,
    "opens": Access.OPEN,
}


def rows_of(library: Library) -> Iterator[IOFunction]:
    """The rows of a library, one for each path argument of each function."""
    for field, access in _ACCESS.items():
        for row in getattr(library, field):
            yield from _expanded(row, access, library)


def _expanded(row: Path, access: Access, library: Library) -> Iterator[IOFunction]:
    plain = not row.needs and row.name.lstrip().startswith(".")  # whatever the receiver
    for root in (library.name,) if plain else lookup.roots(library):
        returns = lookup.renamed(row.returns or "", library, root)
        needs = lookup.renamed(row.needs, library, root)
        for name in lookup.under(root, row.name):
            known = name if returns == ITSELF else returns or None
            yield row._replace(name=name, returns=known, needs=needs, access=access)


IO_FUNCTIONS: tuple[IOFunction, ...] = tuple(
    row for _, library in lookup.BY_FILE for row in rows_of(library)
)


def _by_name() -> dict[str, tuple[IOFunction, ...]]:
    rows: defaultdict[str, list[IOFunction]] = defaultdict(list)
    for row in IO_FUNCTIONS:
        rows[row.name].append(row)
    return {
        name: tuple(sorted(found, key=_place) if found[1:] else found)
        for name, found in rows.items()
    }


def _place(row: IOFunction) -> tuple[int, bool]:
    """By the position of the path; a file before a folder, for `SUFFIX_TELLS`."""
    return row.argument, row.access is Access.WRITE_DIRECTORY


BY_NAME = _by_name()
"""The rows of a function, or of a method (its name starts with a dot)."""

TEXT_ONLY = lookup.names("text_paths")
"""Modules, or functions, that take a path as text but not as a ``Path``."""

PATH_TYPES = words("""str bytes list tuple numpy.str_ os.DirEntry pathlib.Path pathlib.PosixPath
    pathlib.PurePath pathlib.PurePosixPath""")
"""Types that a path argument can have; lists are lists of paths."""

LOCAL_FOLDERS = frozenset(
    "artifacts checkpoint checkpoints data drive input model models out output outputs pretrained "
    "result results runs save saved saved_model saved_models tmp weights".split()
)
"""First parts of ``a/b`` that tell a folder of the notebook from an owner's name."""

SUFFIX_TELLS = frozenset({".save", ".export", ".dump", ".dump_model", ".save_binary"})
"""Methods that write a file on many classes: where the receiver is unknown, an argument that
looks like a file's name (``chart.save("chart.html")``) counts as one."""

HANDLE_ATTRIBUTES = frozenset({"buffer", "content", "raw", "stdin", "stdout", "stderr", "text"})
"""Attributes that hold content or an open file, not a path (``response.text``)."""

HANDLE_CALLS = frozenset(
    {"open", "extractfile", "urlopen", "getvalue", "StringIO", "BytesIO", "getreader"}
)
"""Last names of calls that give content or an open file."""

DIRECTORY_MAKERS = ("os.makedirs", "os.mkdir", ".mkdir")
"""The calls that make a folder and nothing else."""

READING_COMMANDS = frozenset(
    "cat cut du file head ls md5sum nl sha1sum sha256sum sort stat tac tail uniq wc zcat".split()
)
"""Commands of a shell that read the files which they are given."""
