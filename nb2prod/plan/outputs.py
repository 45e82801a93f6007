"""Files and folders that the notebook writes, and which reads are of them."""

import ast
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from nb2prod.knowledge.schema import Access
from nb2prod.naming import CONFIG_FILE, slug
from nb2prod.plan.model import METRICS
from nb2prod.plan.paths import Use, directory_of, file_names, folder_of, tidy
from nb2prod.plan.serialisers import SERIALISERS
from nb2prod.records import dataclass

DIRECTORY = (Access.GLOB, Access.READ_DIRECTORY)
_SUFFIXES = sorted({name for one in SERIALISERS.values() for name in one.files("")})
STAGE_FILES = frozenset({METRICS, CONFIG_FILE})
PREDICTION_FILES = frozenset({"predictions.csv", "predictions.jsonl"})
"""What a stage writes beside its values."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Files with a variable part that are written: below `start`, from `prefix` to `end`."""

    start: str
    prefix: str
    values: tuple[str, ...] | None
    index: int
    end: str = ""

    def holds(self, path: str) -> bool:
        """Whether the file may be one of them."""
        if self.values is not None:
            return path in map(tidy, self.values)
        return path.startswith(self.prefix) and path != self.start

    @property
    def shown(self) -> str:
        """The path below `start`, with a ``*`` for what is not known."""
        if self.values is not None and len({*self.values}) == 1:
            return below(tidy(self.values[0]), self.start)
        first = below(self.prefix, self.start)
        return f"{first}*{self.end}" if self.end != first else f"{first}*"

    def meets(self, use: Use) -> bool:
        """Whether a read of several files may be of them."""
        prefix = prefix_of(use)
        return prefix.startswith(self.prefix) or self.prefix.startswith(prefix)


def prefix_of(use: Use) -> str:
    """What the path of a use starts with, as far as it is known."""
    return use.start.prefix.removeprefix("./")


def pattern_of(use: Use, index: int) -> Pattern | None:
    """The files that a write with a variable end makes, or that fill a folder."""
    if unpacks(use):
        return Pattern(tidy(use.path or ""), f"{tidy(use.path or '')}/", None, index)
    start = directory_of(use)
    if use.path is not None or not use.writes or use.figure or start is None:
        return None
    return Pattern(start, prefix_of(use), use.values, index, _end(use.text_of_path))


def unpacks(use: Use) -> bool:
    """Whether it fills a folder, such as that of an archive, with files of unknown names."""
    fills = use.call is not None and use.call.row.unpacks
    return (fills or use.folder) and use.writes and use.path not in (None, ".", "./", "/", "~")


def below(path: str, start: str) -> str:
    """The path as seen from the folder."""
    return path if start == "." else path[len(start) :].lstrip("/")


def is_filled(folder: Use, uses: Iterable[Use]) -> bool:
    """Whether a file whose path stays as it is may lie in the folder; known in part or not."""
    start = directory_of(folder) or ""
    for use in uses:
        if use.writes and not (use.makes_directory or use.figure):
            prefix = use.path or prefix_of(use)
            below = prefix.startswith(start) or start.startswith(prefix)
            if below and directory_of(use) is None:
                return True
    return False


def makes_new_directory(use: Use) -> bool:
    """Whether it makes a folder that was not there: it would fail otherwise."""
    keywords = use.call.node.keywords if use.call else []
    return use.makes_directory and all(k.arg not in (None, "exist_ok") for k in keywords)


def _only_asked_for(uses: Iterable[Use]) -> set[str]:
    """Folders that the notebook makes, and then only asks whether they are there."""
    asked, looked_into = set[str](), set[str]()
    for use in uses:
        start = directory_of(use)
        if start is not None and use.access in DIRECTORY:
            known = use.call is not None and use.call.access is Access.EXISTS
            (asked if known else looked_into).add(start)
    made = {tidy(use.path) for use in uses if use.makes_directory and use.path}
    return made & asked - looked_into


def reads_several(use: Use) -> bool:
    """Whether the use reads what a folder holds, or files with a variable end."""
    directory = use.access in DIRECTORY
    return not use.writes and not use.makes_directory and (directory or use.path is None)


def _values_files(names: Iterable[str]) -> frozenset[str]:
    """The files that a stage may save values of these names in, and those beside them."""
    stems = {slug(name) for name in names}
    own = (stem + suffix for stem in stems for suffix in _SUFFIXES)
    return (STAGE_FILES | PREDICTION_FILES).union(own)


def _may_be(use: Use, start: str, files: Iterable[str]) -> bool:
    """Whether a file with a variable name that is written into the folder may have such a name."""
    if use.values is not None:
        return any(PurePosixPath(value).name in files for value in use.values)
    first, last = below(prefix_of(use), start), _end(use.text_of_path)
    return any(name.startswith(first) and name.endswith(last) for name in files)


def _end(path: ast.expr) -> str:
    """The text that an expression ends with, as far as it stands there."""
    match path:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=[*_, last]) | ast.BinOp(right=last):
            return _end(last)
        case ast.Call(args=[*_, last]):
            return _end(last)
    return ""


def folders_kept(
    uses: Iterable[Use],
    names: Iterable[str],
    also: Iterable[str] = (),
) -> dict[str, str]:
    """Folders that keep a folder of their own in out_dir.

    They are those that the notebook fills and then lists, or looks for several files in, if they
    hold no files from outside, and those of files whose names it computes, where one might be that
    of a value's file; `names` are those of values. So do those that are named `also`.
    """
    uses = [use for use in uses if not use.figure]
    written = {use.path for use in uses if use.writes and use.path and not use.makes_directory}
    filled = {tidy(folder_of(path)) for path in written}
    filled |= {tidy(use.path) for use in uses if use.path and makes_new_directory(use)}
    filled |= _only_asked_for(uses)
    listed: dict[str, None] = {}
    computed: list[tuple[str, Use]] = []
    outside: set[str] = set()
    for use in uses:
        start = directory_of(use)
        if start is None or use.makes_directory:
            continue
        if use.writes and use.path is None:
            filled.add(start)
            computed.append((start, use))
        elif reads_several(use) and not {*map(tidy, use.values or ("",))} <= written:
            listed.setdefault(start)
        elif not use.writes and use.path is not None and use.path not in written:
            outside.add(folder_of(use.path))
    kept = [s for s in listed if s in filled - outside and s not in (".", "/", "~")]
    files = _values_files(names) if computed else frozenset[str]()
    return file_names([*kept, *sorted(also), *(s for s, use in computed if _may_be(use, s, files))])


def names_of(paths: Sequence[str], folders: Mapping[str, str]) -> dict[str, str]:
    """The name in out_dir of each file that is written; "" for the folder of the notebook."""
    own = {path: "" for path in paths if PurePosixPath(path) == PurePosixPath(".")}
    paths = [path for path in dict.fromkeys(paths) if path not in own]
    inside = {path: folders.get(folder_of(path)) for path in paths}
    found = file_names(path for path in paths if inside[path] is None)
    for path in paths:
        if inside[path] is not None:
            found[path] = f"{inside[path]}/{PurePosixPath(path).name}"
    return own | {path: found[path] for path in paths}
